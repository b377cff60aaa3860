package io.negawatt.core.catalog;

import java.util.Optional;
import java.util.function.Supplier;

/** A value that is made when somebody first asks, so that a command parses only the files it needs. Thread-safe. */
final class Lazy<T> implements Supplier<T> {
    private final Supplier<T> make;
    private Optional<T> made = Optional.empty();

    Lazy(Supplier<T> make) {
        this.make = make;
    }

    @Override
    public synchronized T get() {
        if (made.isEmpty()) {
            made = Optional.of(make.get());
        }
        return made.get();
    }
}
