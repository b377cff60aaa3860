package io.negawatt.app.server;

import java.util.Optional;
import java.util.Set;
import java.util.concurrent.ArrayBlockingQueue;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.concurrent.atomic.AtomicLong;

/**
 * Tells everybody who listens what happened. A listener who does not keep up loses the oldest events, since the next {@code now}
 * tells him where things stand; nobody makes the teller wait. Thread-safe.
 */
final class LiveHub {
    private static final int MOST_LISTENERS = 200;
    private static final int MOST_WAITING = 64;

    private final Set<Listener> listeners = ConcurrentHashMap.newKeySet();
    private final AtomicLong numbers = new AtomicLong();
    private final AtomicBoolean closed = new AtomicBoolean();

    /**
     * Something that happened.
     *
     * @param name such as {@code run}
     * @param tenant whom it concerns; empty for nobody in particular
     * @param data document of the API
     */
    record Event(String name, Optional<String> tenant, Object data) {}

    /** One who listens, until closed. */
    final class Listener implements AutoCloseable {
        private final BlockingQueue<Event> waiting = new ArrayBlockingQueue<>(MOST_WAITING);

        /** {@return the next event; empty where none came in time} */
        Optional<Event> next(long nanos) throws InterruptedException {
            return Optional.ofNullable(waiting.poll(nanos, TimeUnit.NANOSECONDS));
        }

        private void tell(Event event) {
            while (!waiting.offer(event)) {
                waiting.poll();
            }
        }

        @Override
        public void close() {
            listeners.remove(this);
        }
    }

    /** {@return a listener; a problem where there are too many} */
    Listener listen() {
        var listener = new Listener();
        listeners.add(listener);
        if (listeners.size() > MOST_LISTENERS) {
            listener.close();
            throw Problem.of(429, "busy.listeners", MOST_LISTENERS).with("Retry-After", "30");
        }
        return listener;
    }

    void tell(Event event) {
        listeners.forEach(it -> it.tell(event));
    }

    int listeners() {
        return listeners.size();
    }

    /** {@return a number that no event had before} */
    long nextNumber() {
        return numbers.incrementAndGet();
    }

    /** Ends every stream soon. */
    void close() {
        closed.set(true);
        tell(new Event("end", Optional.empty(), ""));
    }

    boolean isClosed() {
        return closed.get();
    }
}
