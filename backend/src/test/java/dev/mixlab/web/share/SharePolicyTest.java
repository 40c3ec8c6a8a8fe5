package dev.mixlab.web.share;

import static org.assertj.core.api.Assertions.assertThat;

import dev.mixlab.web.http.Contract;
import io.vertx.core.Vertx;
import io.vertx.core.http.HttpMethod;
import io.vertx.openapi.contract.OpenAPIContract;
import io.vertx.openapi.contract.Operation;
import java.util.Map;
import java.util.Set;
import java.util.stream.Collectors;
import org.junit.jupiter.api.Test;

/** Holds the list of shareable operations against the contract, so that nobody forgets a new operation. */
class SharePolicyTest {

    /** Operations that read something and yet cannot be part of a share, each with its reason. */
    private static final Map<String, String> NOT_SHAREABLE = Map.ofEntries(
            Map.entry("getHealth", "is about the server, not about results"),
            Map.entry("getContract", "is about the server, not about results"),
            Map.entry("listModels", "changes with every run"),
            Map.entry("getModel", "changes with every run that uses it"),
            Map.entry("downloadModel", "gives away the weights, and is not answered at once"),
            Map.entry("listImports", "changes while models are imported"),
            Map.entry("getImport", "changes while a model is imported"),
            Map.entry("downloadBackup", "has everything that the server stores"),
            Map.entry("listDataSources", "names folders of the server"),
            Map.entry("listImportSources", "names folders of the server"),
            Map.entry("listData", "changes with every data set"),
            Map.entry("getData", "changes with every run that uses it"),
            Map.entry("listPairs", "belongs to a data set, and not to a run"),
            Map.entry("listCueChanges", "belongs to a data set, and not to a run"),
            Map.entry("getText", "is about what a new run may use, not about results"),
            Map.entry("listRuns", "changes with every run, and names runs that were not shared"),
            Map.entry("groupRuns", "changes with every run"),
            Map.entry("getBaseline", "changes, and names a run that was not shared"),
            Map.entry("listRunChoices", "changes with every run, and names what was not shared"),
            Map.entry("getQueue", "changes while runs are executed"),
            Map.entry("listSweeps", "changes with every sweep, and names runs that were not shared"),
            Map.entry("getSweep", "changes when runs of the sweep are launched again or deleted"),
            Map.entry("getSweepTable", "changes when runs of the sweep are launched again or deleted"),
            Map.entry("getWinRates", "changes when runs of the sweep are launched again or deleted"),
            Map.entry("getRunStorage", "is about what a deletion would free, not about results"),
            Map.entry("getNotes", "are for those who have the runs, and change"),
            Map.entry("listScoreRuns", "changes with every run, and names runs that were not shared"),
            Map.entry("listCheckpoints", "changes with every run, and names runs that were not shared"),
            Map.entry("getCheckpoint", "serves the download of weights, which are not shared"),
            Map.entry("downloadCheckpoint", "gives away the weights, and is not answered at once"),
            Map.entry("downloadRun", "gives away more than one view, and is not answered at once"),
            Map.entry("downloadResults", "gives away more than one view, and is not answered at once"),
            Map.entry("getLog", "holds folders and failures of the machine"),
            Map.entry("watchRun", "is a stream of events, which end with the run"),
            Map.entry("watchRuns", "is a stream of events of all runs"),
            Map.entry("getSession", "is about who makes the request"),
            Map.entry("finishSignIn", "signs somebody in"),
            Map.entry("getOwnAccount", "is about who makes the request"),
            Map.entry("listTokens", "is about who makes the request"),
            Map.entry("listAccounts", "is about people, not about results"),
            Map.entry("listAudit", "is about people, not about results"),
            Map.entry("listShares", "names the other shares"),
            Map.entry("getShared", "reads a share itself"),
            Map.entry("downloadShared", "reads a share itself, and is not answered at once"),
            Map.entry("readShared", "reads a share itself"));

    @Test
    void everyReadingOperationIsEitherShareableOrNamedWithAReason() {
        Set<String> reading = readingOperations();
        assertThat(NOT_SHAREABLE.values()).noneMatch(String::isBlank);
        assertThat(reading).containsAll(NOT_SHAREABLE.keySet());
        assertThat(reading.stream().filter(id -> !NOT_SHAREABLE.containsKey(id)))
                .isNotEmpty()
                .containsExactlyInAnyOrderElementsOf(SharePolicy.shareable());
    }

    private static Set<String> readingOperations() {
        Vertx vertx = Vertx.vertx();
        try {
            OpenAPIContract contract = Contract.load(vertx).await();
            return contract.operations().stream()
                    .filter(operation -> operation.getHttpMethod().equals(HttpMethod.GET))
                    .map(Operation::getOperationId)
                    .collect(Collectors.toSet());
        } finally {
            vertx.close().await();
        }
    }
}
