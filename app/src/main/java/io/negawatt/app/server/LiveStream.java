package io.negawatt.app.server;

import io.negawatt.app.server.LiveHub.Event;
import io.negawatt.core.text.Message;
import java.io.IOException;
import java.io.OutputStream;
import java.nio.charset.StandardCharsets;
import java.util.Map;
import java.util.Optional;

/** Server-sent events for one caller: this moment every so often, and what happens in between. */
final class LiveStream {
    private static final long NANOS_PER_S = 1_000_000_000;
    private static final long BEAT_NANOS = 10 * NANOS_PER_S;

    private final Platform platform;
    private final NowApi now;
    private final Call call;
    private final long everyNanos;

    LiveStream(Platform platform, NowApi now, Call call) {
        this.platform = platform;
        this.now = now;
        this.call = call;
        this.everyNanos = (long) (call.number("every_s", 0.1, 60).orElse(1) * NANOS_PER_S);
    }

    Answer answer() {
        var listener = platform.hub().listen();
        return new Answer.Stream(
                Map.of("Content-Type", "text/event-stream", "X-Accel-Buffering", "no"), out -> stream(listener, out));
    }

    private void stream(LiveHub.Listener listener, OutputStream out) throws IOException {
        try (listener) {
            long nextNow = System.nanoTime();
            long nextBeat = nextNow + BEAT_NANOS;
            while (!platform.hub().isClosed() && mayStill()) {
                long nanos = System.nanoTime();
                if (nanos >= nextNow) {
                    send(out, new Event("now", Optional.empty(), now.now(call)));
                    nextNow = Math.max(nextNow + everyNanos, nanos);
                    nextBeat = nanos + BEAT_NANOS;
                } else if (nanos >= nextBeat) {
                    write(out, ": beat\n\n");
                    nextBeat = nanos + BEAT_NANOS;
                }
                var event = listener.next(Math.max(1, Math.min(nextNow, nextBeat) - System.nanoTime()));
                if (event.isPresent()
                        && call.sees(event.get().tenant())
                        && !platform.hub().isClosed()) {
                    send(out, event.get());
                }
            }
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }

    /** A token that was revoked ends its streams too. */
    private boolean mayStill() {
        return call.token()
                .map(it -> platform.tokens().list().stream()
                        .anyMatch(other -> other.id().equals(it.id())))
                .orElse(true);
    }

    private void send(OutputStream out, Event event) throws IOException {
        Object data = event.data() instanceof Message message ? call.text(message) : event.data();
        write(
                out,
                "event: %s\nid: %d\ndata: %s\n\n"
                        .formatted(
                                event.name(),
                                platform.hub().nextNumber(),
                                new String(Wire.bytes(data), StandardCharsets.UTF_8)));
    }

    private static void write(OutputStream out, String text) throws IOException {
        out.write(text.getBytes(StandardCharsets.UTF_8));
        out.flush();
    }
}
