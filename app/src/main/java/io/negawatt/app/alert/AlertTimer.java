package io.negawatt.app.alert;

import io.negawatt.core.text.BadInputException;
import io.negawatt.core.text.Message;
import java.io.IOException;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import java.util.function.Consumer;

/** Looks at the budgets every half minute and calls webhooks every few seconds, on a thread of its own, until it is closed. */
public final class AlertTimer implements AutoCloseable {
    private static final long TICK_S = 5;
    private static final int TICKS_A_LOOK = 6;

    private final AlertDesk desk;
    private final Consumer<Message> log;
    private final CountDownLatch stop = new CountDownLatch(1);
    private final Thread thread =
            Thread.ofPlatform().name("negawatt-alerts").daemon().unstarted(this::ticks);
    private String said = "";

    private AlertTimer(AlertDesk desk, Consumer<Message> log) {
        this.desk = desk;
        this.log = log;
    }

    /**
     * {@return the running timer}
     *
     * @param log told once of each thing that does not work
     */
    public static AlertTimer start(AlertDesk desk, Consumer<Message> log) {
        var timer = new AlertTimer(desk, log);
        timer.thread.start();
        return timer;
    }

    private void ticks() {
        try {
            for (int tick = 0; !stop.await(TICK_S, TimeUnit.SECONDS); tick++) {
                tick(tick % TICKS_A_LOOK == 0);
            }
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }

    private void tick(boolean look) {
        try {
            if (look) {
                desk.look();
            }
            desk.post();
            said = "";
        } catch (BadInputException e) {
            say(e.text());
        } catch (IOException e) {
            say(Message.of("alert.failed", String.valueOf(e.getMessage())));
        }
    }

    private void say(Message message) {
        if (!said.equals(message.toString())) {
            said = message.toString();
            log.accept(message);
        }
    }

    /** Ends the timer, after what is under way. */
    @Override
    public void close() {
        stop.countDown();
        boolean interrupted = false;
        while (thread.isAlive()) {
            try {
                thread.join();
            } catch (InterruptedException e) {
                interrupted = true;
            }
        }
        if (interrupted) {
            Thread.currentThread().interrupt();
        }
    }
}
