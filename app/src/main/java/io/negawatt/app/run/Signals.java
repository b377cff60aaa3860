package io.negawatt.app.run;

import static java.lang.foreign.ValueLayout.JAVA_INT;

import io.negawatt.core.meter.Native;
import java.lang.foreign.FunctionDescriptor;
import java.lang.reflect.Proxy;
import java.util.function.Consumer;

/**
 * Signals of the operating system, in and out. They come in through {@code sun.misc.Signal}, the one door that the JDK has
 * for them (module jdk.unsupported); it is opened by reflection, because the compiler warns of it without a way to agree.
 */
enum Signals {
    HUP(1),
    INT(2),
    KILL(9),
    TERM(15);

    private final int number;

    Signals(int number) {
        this.number = number;
    }

    /** {@return the number, as in the exit code 128 + number} */
    int number() {
        return number;
    }

    /**
     * Runs {@code action} whenever the signal comes, instead of ending the program.
     *
     * @return what puts the former handling back; does nothing where this Java has no signals
     */
    Runnable on(Consumer<Signals> action) {
        try {
            var signalType = Class.forName("sun.misc.Signal");
            var handlerType = Class.forName("sun.misc.SignalHandler");
            var handler = Proxy.newProxyInstance(
                    handlerType.getClassLoader(), new Class<?>[] {handlerType}, (self, method, args) -> {
                        return switch (method.getName()) {
                            case "handle" -> {
                                action.accept(this);
                                yield 0;
                            }
                            case "hashCode" -> System.identityHashCode(self);
                            case "equals" -> args != null && self == args[0];
                            default -> "handler of " + name();
                        };
                    });
            var signal = signalType.getConstructor(String.class).newInstance(name());
            var handle = signalType.getMethod("handle", signalType, handlerType);
            var former = handle.invoke(null, signal, handler);
            return () -> restore(handle, signal, former);
        } catch (ReflectiveOperationException | IllegalArgumentException e) {
            return () -> {};
        }
    }

    private static void restore(java.lang.reflect.Method handle, Object signal, Object former) {
        try {
            handle.invoke(null, signal, former);
        } catch (ReflectiveOperationException e) {
            throw new IllegalStateException(e);
        }
    }

    /** {@return whether the signal went out to the process} */
    boolean send(long pid) {
        var kill = Native.function("kill", FunctionDescriptor.of(JAVA_INT, JAVA_INT, JAVA_INT));
        return Native.call(() -> (int) kill.invokeExact((int) pid, number)) == 0;
    }
}
