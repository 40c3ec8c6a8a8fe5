package dev.mixlab.web.account;

import static org.assertj.core.api.Assertions.assertThat;

import dev.mixlab.run.account.Owners.Kind;
import dev.mixlab.run.account.Owners.Owner;
import dev.mixlab.run.account.Role;
import io.vertx.core.json.JsonObject;
import java.net.http.HttpResponse;
import org.junit.jupiter.api.Test;

/** An administrator gives what somebody owns, or nobody, to somebody else. */
class HandOverTest extends ServerWithPeople {

    private HttpResponse<String> handOver(String cookie, String from, String to) {
        return send(cookie, "POST", "/owners", "{\"from\":\"%s\",\"to\":\"%s\"}".formatted(from, to));
    }

    @Test
    void anAdministratorHandsOverEverythingThatAnAccountOwned() {
        String run = made(member, "/runs", launch("mel's")).getString("id");
        String untouched = made(other, "/runs", launch("otto's")).getString("id");
        String gone = account("mel").value();
        assertThat(send(admin, "DELETE", "/accounts/" + gone, "").statusCode()).isEqualTo(204);

        HttpResponse<String> answer = handOver(admin, gone, account("otto").value());
        assertThat(answer.statusCode()).as(answer.body()).isEqualTo(200);
        assertThat(new JsonObject(answer.body()).getMap())
                .containsEntry("runs", 1)
                .containsEntry("sweeps", 0)
                .containsEntry("shares", 0);
        assertThat(owner(Kind.RUN, run)).contains(account("otto"));
        assertThat(owner(Kind.RUN, untouched)).contains(account("otto"));
        assertThat(send(other, "PATCH", "/runs/" + run, "{\"name\":\"otto's now\"}")
                        .statusCode())
                .isEqualTo(200);
        assertThat(new JsonObject(handOver(admin, gone, account("otto").value()).body()).getInteger("runs"))
                .isZero();
    }

    @Test
    void whatNobodyOwnsIsHandedOverButForTheBuiltInData() {
        assertThat(names(admin, "?owner=nobody")).hasSize(1);
        HttpResponse<String> answer = handOver(admin, "nobody", account("mel").value());
        assertThat(answer.statusCode()).as(answer.body()).isEqualTo(200);
        assertThat(new JsonObject(answer.body()).getInteger("runs")).isOne();
        assertThat(names(admin, "?owner=nobody")).isEmpty();
        assertThat(server.store.accounts.owners().find(Kind.DATA_SET, "sample").map(Owner::id))
                .isEmpty();
    }

    @Test
    void onlyWhoCanOwnSomethingIsGivenIt() {
        token("vi", Role.VIEWER);
        HttpResponse<String> viewer = handOver(admin, "nobody", account("vi").value());
        assertThat(viewer.statusCode()).isEqualTo(409);
        assertThat(viewer.body()).contains("vi cannot own anything");
        assertThat(handOver(admin, "nobody", "u-nobody-of-this-name").statusCode())
                .isEqualTo(404);
        assertThat(handOver(member, "nobody", account("mel").value()).statusCode())
                .isEqualTo(403);
        assertThat(names(admin, "?owner=nobody")).hasSize(1);
    }
}
