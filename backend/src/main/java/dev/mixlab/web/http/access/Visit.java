package dev.mixlab.web.http.access;

import io.vertx.core.MultiMap;
import io.vertx.core.http.HttpMethod;
import io.vertx.ext.web.RoutingContext;
import io.vertx.openapi.contract.Operation;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * What a request shows of itself before it is admitted.
 *
 * @param operation the operation that it is for
 * @param access who may call that
 * @param path values of the path's parameters, decoded
 * @param headers its headers
 * @param client the client, as a trusted proxy or the connection says
 * @param root the path below which the client finds the server, with a slash at both ends
 */
public record Visit(
        Operation operation, Access access, Map<String, String> path, MultiMap headers, Client client, String root) {

    /** The tag of the operations that are about people. */
    private static final String PEOPLE = "accounts";

    /** Returns what is known of a request to an operation. */
    public static Visit of(RoutingContext context, Operation operation, Access access) {
        return new Visit(
                operation,
                access,
                context.pathParams(),
                context.request().headers(),
                Client.of(context),
                BasePath.outside(context, "/"));
    }

    /** Returns the network address of the client. */
    public String address() {
        return client.address();
    }

    public String operationId() {
        return operation.getOperationId();
    }

    /** Tells whether the operation only reads. */
    public boolean isReading() {
        return operation.getHttpMethod().equals(HttpMethod.GET);
    }

    /** Tells whether the operation deletes what the path names. */
    public boolean isDeleting() {
        return operation.getHttpMethod().equals(HttpMethod.DELETE);
    }

    /** Tells whether the operation is about accounts, sessions or tokens. */
    public boolean isAboutPeople() {
        List<String> tags = operation.getTags();
        return tags != null && tags.contains(PEOPLE);
    }

    public @Nullable String header(String name) {
        return headers.get(name);
    }
}
