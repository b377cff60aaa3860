package io.negawatt.core.meter;

import java.lang.foreign.FunctionDescriptor;
import java.lang.foreign.Linker;
import java.lang.invoke.MethodHandle;
import java.util.NoSuchElementException;

/**
 * Functions of the C library that Java has no words for, called through {@code java.lang.foreign}. Linking takes a few
 * milliseconds a function, so each is linked when it is first needed.
 */
public final class Native {
    private Native() {}

    /**
     * {@return the function {@code name} of the C library}
     *
     * @throws UnsupportedOperationException where this platform has no such function or native access is forbidden
     */
    public static MethodHandle function(String name, FunctionDescriptor shape, Linker.Option... options) {
        try {
            var linker = Linker.nativeLinker();
            var address = linker.defaultLookup().findOrThrow(name);
            return linker.downcallHandle(address, shape, options);
        } catch (IllegalCallerException | NoSuchElementException | UnsatisfiedLinkError e) {
            throw new UnsupportedOperationException("cannot call %s: %s".formatted(name, e.getMessage()), e);
        }
    }

    /** A call of a linked function; the handle's type is exact, so what it throws is a bug and not an outcome. */
    @FunctionalInterface
    public interface Call<T> {
        T invoke() throws Throwable;
    }

    /** {@return what {@code call} returns; a failure inside the call bridge itself becomes an unchecked one} */
    public static <T> T call(Call<T> call) {
        try {
            return call.invoke();
        } catch (RuntimeException | Error e) {
            throw e;
        } catch (Throwable e) {
            throw new IllegalStateException(e);
        }
    }
}
