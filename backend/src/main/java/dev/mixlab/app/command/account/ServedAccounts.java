package dev.mixlab.app.command.account;

import static dev.mixlab.common.StrictMapper.JSON;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.mixlab.app.command.FolderServer;
import dev.mixlab.common.InvalidInputException;
import dev.mixlab.run.account.Account;
import dev.mixlab.run.account.Role;
import dev.mixlab.run.id.AccountId;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;

/** The accounts of a data folder that a server has open. */
final class ServedAccounts implements FolderAccounts {

    private final FolderServer server;

    ServedAccounts(FolderServer server) {
        this.server = server;
    }

    @Override
    public List<Account> list() {
        List<Account> accounts = new ArrayList<>();
        read(server.send("GET", "/accounts", null)).forEach(listed -> accounts.add(account(listed)));
        return accounts;
    }

    /** Reads the contract's Account. */
    private static Account account(JsonNode listed) {
        return new Account(
                new AccountId(listed.path("id").asText()),
                listed.path("name").asText(),
                listed.path("displayName").asText(),
                Role.valueOf(listed.path("role").asText().toUpperCase(Locale.ROOT)),
                listed.path("disabled").asBoolean(),
                listed.path("hasPassword").asBoolean(),
                listed.path("issuer").textValue(),
                Instant.parse(listed.path("createdAt").asText()),
                null);
    }

    @Override
    public Invitation create(String name, Role role) {
        ObjectNode body = JSON.createObjectNode()
                .put("name", name)
                .put("role", role.name().toLowerCase(Locale.ROOT));
        return invitation(server.send("POST", "/accounts", body.toString()));
    }

    @Override
    public Invitation invite(Account account) {
        return invitation(server.send("POST", "/accounts/%s/invitation".formatted(account.id()), null));
    }

    @Override
    public void enable(Account account) {
        server.send("PATCH", "/accounts/" + account.id(), "{\"disabled\":false}");
    }

    private Invitation invitation(String answer) {
        JsonNode made = read(answer);
        return new Invitation(
                server.address() + made.path("path").asText(),
                Instant.parse(made.path("expiresAt").asText()));
    }

    private JsonNode read(String answer) {
        try {
            return JSON.readTree(answer);
        } catch (JsonProcessingException otherVersion) {
            throw new InvalidInputException(
                    "the server at %s answers what this version does not understand".formatted(server.address()),
                    otherVersion);
        }
    }

    @Override
    public void close() {
        // the server keeps the folder open
    }
}
