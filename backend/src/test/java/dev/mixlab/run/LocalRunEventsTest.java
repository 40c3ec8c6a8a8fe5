package dev.mixlab.run;

import static org.assertj.core.api.Assertions.assertThat;

import dev.mixlab.run.event.LocalRunEvents;
import dev.mixlab.run.event.RunEvent;
import dev.mixlab.run.event.RunEvents;
import dev.mixlab.run.id.RunId;
import dev.mixlab.run.metrics.StepPoint;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;

class LocalRunEventsTest {

    private final LocalRunEvents events = new LocalRunEvents();
    private final RunEvent event = new RunEvent.Step(RunId.fresh(), new StepPoint(1, 1, 0.7, 3e-5));

    @Test
    void aListenerHearsUntilItsSubscriptionIsClosed() {
        List<RunEvent> heard = new ArrayList<>();
        RunEvents.Subscription subscription = events.subscribe(heard::add);

        events.publish(event);
        subscription.close();
        events.publish(event);

        assertThat(heard).containsExactly(event);
    }

    @Test
    void aListenerThatFailsDoesNotDisturbTheOthers() {
        List<RunEvent> heard = new ArrayList<>();
        events.subscribe(broken -> {
            throw new IllegalStateException("broken listener");
        });
        events.subscribe(heard::add);

        events.publish(event);

        assertThat(heard).containsExactly(event);
    }
}
