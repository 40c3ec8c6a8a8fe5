package dev.mixlab.app;

import static org.assertj.core.api.Assertions.assertThat;

import ch.qos.logback.classic.LoggerContext;
import ch.qos.logback.classic.joran.JoranConfigurator;
import ch.qos.logback.classic.util.LogbackMDCAdapter;
import ch.qos.logback.core.joran.spi.JoranException;
import dev.mixlab.common.LogContext;
import io.vertx.core.json.JsonObject;
import java.io.ByteArrayOutputStream;
import java.io.PrintStream;
import java.nio.charset.StandardCharsets;
import org.junit.jupiter.api.Test;
import org.slf4j.MDC;
import org.slf4j.spi.MDCAdapter;

/** The two forms of the log. */
class LogFormatTest {

    @Test
    void aLineOfTheLogInJsonNamesTheRunOrTheRequest() throws JoranException {
        JsonObject line = new JsonObject(LogContext.RUN.within("r-1", () -> logged("json")));
        assertThat(line.getString("formattedMessage")).isEqualTo("run r-1 has\ntwo lines");
        assertThat(line.getString("level")).isEqualTo("WARN");
        assertThat(line.getString("loggerName")).isEqualTo("dev.mixlab.Test");
        assertThat(line.getJsonObject("mdc").getString("run")).isEqualTo("r-1");
        assertThat(line.getLong("timestamp")).isPositive();
        assertThat(MDC.get("run")).isNull();
    }

    @Test
    void aLineOfTheLogForPeopleIsAsItWas() {
        assertThat(LogContext.REQUEST.within("4711", () -> logged("text")))
                .matches(
                        "(?s)\\d{4}-\\d\\d-\\d\\dT[\\d:.]+\\S+ WARN  \\[.+] dev.mixlab.Test - run r-1 has\ntwo lines\n");
    }

    private static String logged(String format) {
        PrintStream errors = System.err;
        ByteArrayOutputStream bytes = new ByteArrayOutputStream();
        LoggerContext context = new LoggerContext();
        try {
            System.setErr(new PrintStream(bytes, true, StandardCharsets.UTF_8));
            MDCAdapter adapter = MDC.getMDCAdapter();
            context.setMDCAdapter(adapter instanceof LogbackMDCAdapter ? adapter : new LogbackMDCAdapter());
            context.putProperty("mixlab.log.format", format);
            JoranConfigurator configurator = new JoranConfigurator();
            configurator.setContext(context);
            configurator.doConfigure(LogFormatTest.class.getResource("/logback.xml"));
            context.getLogger("dev.mixlab.Test").warn("run {} has\ntwo lines", "r-1");
        } catch (JoranException failure) {
            throw new IllegalStateException(failure);
        } finally {
            context.stop();
            System.setErr(errors);
        }
        return bytes.toString(StandardCharsets.UTF_8);
    }
}
