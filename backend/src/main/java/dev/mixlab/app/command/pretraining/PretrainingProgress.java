package dev.mixlab.app.command.pretraining;

import dev.mixlab.training.TrainingState;
import dev.mixlab.training.pretraining.CurvePoint;
import dev.mixlab.training.pretraining.PretrainingListener;
import dev.mixlab.training.pretraining.PretrainingState;
import java.io.PrintWriter;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.function.DoubleSupplier;

/** Reports pre-training on standard error, records its curve and saves its state, at a regular number of steps. */
final class PretrainingProgress implements PretrainingListener {

    private final PrintWriter log;
    private final DoubleSupplier accuracy;
    private final Path stateFile;
    private final int every;
    private final int last;
    private final List<CurvePoint> curve = new ArrayList<>();
    private long began = System.nanoTime();
    private double secondsBefore;
    private double minutes = Double.POSITIVE_INFINITY;
    private double sum;
    private int summed;

    PretrainingProgress(PrintWriter log, DoubleSupplier accuracy, Path stateFile, int every, int last) {
        this.log = log;
        this.accuracy = accuracy;
        this.stateFile = stateFile;
        this.every = every;
        this.last = last;
    }

    /** Sets the number of minutes after which this process stops. */
    void limit(double most) {
        minutes = most;
    }

    /** Continues the curve of an interrupted pre-training. */
    void goOn(PretrainingState before) {
        curve.addAll(before.curve());
        secondsBefore = curve.isEmpty() ? 0 : curve.get(curve.size() - 1).seconds();
    }

    /** Starts the clock. */
    void begin() {
        began = System.nanoTime();
    }

    List<CurvePoint> curve() {
        return List.copyOf(curve);
    }

    @Override
    public void step(int step, double loss, double learningRate) {
        sum += loss;
        summed++;
        if (wantsState(step)) {
            report(step, learningRate);
        }
    }

    private void report(int step, double learningRate) {
        CurvePoint point = new CurvePoint(
                step, sum / summed, accuracy.getAsDouble(), secondsBefore + (System.nanoTime() - began) / 1e9);
        curve.add(point);
        sum = 0;
        summed = 0;
        log.println(String.format(
                Locale.ROOT,
                "step %d  loss %.3f  agreement %.4f  learning rate %.2e  %.0f s",
                point.step(),
                point.loss(),
                point.accuracy(),
                learningRate,
                point.seconds()));
        log.flush();
    }

    @Override
    public boolean stopAfter(int step) {
        return (System.nanoTime() - began) / 60e9 > minutes && wantsState(step);
    }

    @Override
    public boolean wantsState(int step) {
        return step % every == 0 || step == last;
    }

    @Override
    public void state(TrainingState state) {
        new PretrainingState(state, curve).write(stateFile);
    }
}
