package io.negawatt.core.meter;

import static java.lang.foreign.ValueLayout.ADDRESS;
import static java.lang.foreign.ValueLayout.JAVA_INT;
import static java.lang.foreign.ValueLayout.JAVA_LONG;

import java.lang.foreign.FunctionDescriptor;
import java.lang.foreign.Linker;
import java.lang.foreign.MemorySegment;
import java.lang.invoke.MethodHandle;

/**
 * Who looks after processes whose parent went away, as daemons do on purpose. With this program as the child subreaper they
 * become its children, stay in sight, and are waited for here; without, they become children of {@code init} and are lost.
 *
 * @see <a href="https://man7.org/linux/man-pages/man2/PR_SET_CHILD_SUBREAPER.2const.html">PR_SET_CHILD_SUBREAPER</a>
 */
interface Orphans extends AutoCloseable {

    /** {@return the process that orphans of the tree become children of; 0 for none that is known} */
    long guardian();

    /** {@return whether orphans come to the guardian} */
    boolean adopted();

    /** Waits, without blocking, for an adopted process that has ended. */
    void reap(long pid);

    @Override
    void close();

    /** {@return the care of this program, or mere watching where the platform has no subreapers} */
    static Orphans ofThisProcess() {
        long self = ProcessHandle.current().pid();
        try {
            return Subreaper.start(self);
        } catch (UnsupportedOperationException e) {
            return unattended(self);
        }
    }

    /** {@return nobody's care: orphans leave the tree} */
    static Orphans unattended(long guardian) {
        return new Unattended(guardian);
    }

    /** Orphans go elsewhere. */
    record Unattended(long guardian) implements Orphans {
        @Override
        public boolean adopted() {
            return false;
        }

        @Override
        public void reap(long pid) {
            // They are not ours to wait for.
        }

        @Override
        public void close() {
            // Nothing was changed.
        }
    }

    /** Orphans come to this process. */
    record Subreaper(long guardian, MethodHandle prctl, MethodHandle waitpid) implements Orphans {
        private static final int PR_SET_CHILD_SUBREAPER = 36;
        private static final int WNOHANG = 1;

        static Subreaper start(long self) {
            var prctl = Native.function(
                    "prctl",
                    FunctionDescriptor.of(JAVA_INT, JAVA_INT, JAVA_LONG, JAVA_LONG, JAVA_LONG, JAVA_LONG),
                    Linker.Option.firstVariadicArg(1));
            var waitpid = Native.function("waitpid", FunctionDescriptor.of(JAVA_INT, JAVA_INT, ADDRESS, JAVA_INT));
            var subreaper = new Subreaper(self, prctl, waitpid);
            if (subreaper.set(1) != 0) {
                throw new UnsupportedOperationException("this kernel has no child subreapers");
            }
            return subreaper;
        }

        private int set(long on) {
            return Native.call(() -> (int) prctl.invokeExact(PR_SET_CHILD_SUBREAPER, on, 0L, 0L, 0L));
        }

        @Override
        public boolean adopted() {
            return true;
        }

        @Override
        public void reap(long pid) {
            // Whether it was there to be waited for or not, the next sample sees what is left of it.
            int unused = Native.call(() -> (int) waitpid.invokeExact((int) pid, MemorySegment.NULL, WNOHANG));
        }

        @Override
        public void close() {
            int unused = set(0);
        }
    }
}
