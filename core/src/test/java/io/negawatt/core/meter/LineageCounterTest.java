package io.negawatt.core.meter;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class LineageCounterTest {

    @Test
    void aChildThatNobodySawIsChargedToWhoWaitedForIt() {
        var parent = new LineageCounter();
        parent.read(3, 0);
        assertThat(parent.settle()).isEqualTo(3);
        parent.read(3, 40);
        assertThat(parent.settle()).isEqualTo(40);
    }

    @Test
    void aChildThatWasSeenIsChargedOnce() {
        var parent = new LineageCounter();
        var child = new LineageCounter();
        child.read(30, 5);
        assertThat(child.settle()).isEqualTo(35);

        parent.childGone(child);
        parent.read(0, 42);

        assertThat(parent.settle()).isEqualTo(7);
    }

    @Test
    void theRiseMayShowOneSampleAfterTheChildWent() {
        var parent = new LineageCounter();
        var child = new LineageCounter();
        child.read(30, 0);
        child.settle();

        parent.childGone(child);
        parent.read(1, 0);
        assertThat(parent.settle()).isEqualTo(1);
        parent.read(1, 33);
        assertThat(parent.settle()).isEqualTo(3);
    }

    @Test
    void aParentThatIgnoresItsChildrenIsNotOwedForEver() {
        var parent = new LineageCounter();
        var child = new LineageCounter();
        child.read(30, 0);
        child.settle();
        parent.childGone(child);
        parent.settle();
        parent.settle();

        parent.read(0, 10);

        assertThat(parent.settle()).isEqualTo(10);
    }

    @Test
    void aFallingCounterGivesNothingBack() {
        var counter = new LineageCounter();
        counter.read(50, 20);
        counter.settle();
        counter.read(40, 10);
        assertThat(counter.settle()).isZero();
        counter.read(51, 20);
        assertThat(counter.settle()).isEqualTo(1);
    }

    /** A family of three generations that works, dies and is waited for in any order between reads: nothing is lost or twice. */
    @ParameterizedTest
    @ValueSource(longs = {1, 2, 3, 4, 5, 6, 7, 8})
    void everyTickIsChargedOnce(long seed) {
        var random = new Random(seed);
        for (int round = 0; round < 100; round++) {
            var family = new Family(random);
            for (int i = 0; i < 25; i++) {
                family.step();
            }
            family.endAll();
            assertThat(family.charged).as("seed %s round %s", seed, round).isEqualTo(family.worked);
        }
    }

    /** A simulated kernel: ids are positions, each has a parent, and reads come parents first with work between them. */
    private static final class Family {
        private final Random random;
        private final List<Member> members = new ArrayList<>();
        long worked;
        long charged;

        private static final class Member {
            final Member parent;
            final LineageCounter counter = new LineageCounter();
            long own;
            long reaped;
            boolean gone;
            boolean buried;
            boolean tracked;

            Member(Member parent) {
                this.parent = parent == null ? this : parent;
            }
        }

        Family(Random random) {
            this.random = random;
            var root = new Member(null);
            root.tracked = true;
            members.add(root);
        }

        void step() {
            for (int i = random.nextInt(4); i > 0; i--) {
                live();
            }
            sample(true);
        }

        /** One thing happens: somebody works, forks, or ends and is waited for at once. */
        private void live() {
            var one = members.get(random.nextInt(members.size()));
            if (one.gone) {
                return;
            }
            switch (random.nextInt(4)) {
                case 0, 1 -> {
                    int ticks = random.nextInt(20);
                    one.own += ticks;
                    worked += ticks;
                }
                case 2 -> members.add(new Member(one));
                default -> end(one);
            }
        }

        private void end(Member one) {
            boolean childless = members.stream().noneMatch(other -> other.parent == one && other != one && !other.gone);
            if (childless && one.parent != one) {
                one.gone = true;
                one.parent.reaped += one.own + one.reaped;
            }
        }

        private void sample(boolean busy) {
            var gone = new ArrayList<Member>();
            for (var one : List.copyOf(members)) {
                if (busy) {
                    live();
                }
                if (!one.gone) {
                    one.tracked |= one.parent.tracked && random.nextBoolean();
                }
                if (one.tracked && !one.buried) {
                    if (one.gone) {
                        gone.add(one);
                        one.buried = true;
                    } else {
                        one.counter.read(one.own, one.reaped);
                    }
                }
            }
            gone.reversed().forEach(one -> one.parent.counter.childGone(one.counter));
            members.stream().filter(one -> one.tracked && !one.buried).forEach(one -> charged += one.counter.settle());
        }

        void endAll() {
            for (int i = members.size() - 1; i > 0; i--) {
                if (!members.get(i).gone) {
                    end(members.get(i));
                }
            }
            sample(false);
            sample(false);
        }
    }
}
