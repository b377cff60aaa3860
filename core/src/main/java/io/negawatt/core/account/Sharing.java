package io.negawatt.core.account;

import io.negawatt.core.account.ChannelTally.Closed;
import java.util.List;

/**
 * How the energy of one counted channel is shared out. A channel with others inside it (a node with its packages) follows
 * their shares, so that what only the outer meter sees, such as fans and conversion losses, is borne in proportion.
 */
sealed interface Sharing {

    Closed closed();

    /** {@return what the meter saw, the use of others included, in J} */
    default double meteredJ() {
        return closed().meteredJ();
    }

    double processJ(int process, IdlePolicy policy, double reservedFraction);

    double phaseJ(int phase, IdlePolicy policy, double reservedFraction);

    /** {@return energy that processes of the run are charged with, in J} */
    double attributedJ(IdlePolicy policy, double reservedFraction);

    double othersJ(IdlePolicy policy, double reservedFraction);

    /** Adds {@code scale} times what others used in each quarter of an hour, in J. */
    void addOthersJ(double[] quarters, double scale, IdlePolicy policy, double reservedFraction);

    /** {@return energy of the run in each of {@code count} quarters of an hour, in J; together {@link #runJ}} */
    default double[] runJ(int count, IdlePolicy policy, double reservedFraction) {
        double[] energyJ = new double[count];
        closed().addMeteredJ(energyJ);
        addOthersJ(energyJ, -1, policy, reservedFraction);
        double sumJ = 0;
        for (int i = 0; i < count; i++) {
            // Parts that are read at other times than the meter around them may say more of a quarter than it does.
            energyJ[i] = Math.max(0, energyJ[i]);
            sumJ += energyJ[i];
        }
        double scale = sumJ > 0 ? runJ(policy, reservedFraction) / sumJ : 0;
        for (int i = 0; i < count; i++) {
            energyJ[i] *= scale;
        }
        return energyJ;
    }

    /** {@return energy of the run in J, its residual included} */
    default double runJ(IdlePolicy policy, double reservedFraction) {
        return Math.max(0, meteredJ() - othersJ(policy, reservedFraction));
    }

    /** Channels inside this one; they explain it and are not added to it. */
    List<Sharing> parts();

    /** {@return the sharing of every channel that is inside no other} */
    static List<Sharing> roots(List<Closed> channels) {
        var ids = channels.stream().map(c -> c.channel().id()).toList();
        return channels.stream()
                .filter(c -> c.channel().parent().filter(ids::contains).isEmpty())
                .map(c -> of(c, channels))
                .toList();
    }

    private static Sharing of(Closed closed, List<Closed> all) {
        var parts = all.stream()
                .filter(c -> c.channel()
                        .parent()
                        .filter(closed.channel().id()::equals)
                        .isPresent())
                .map(c -> of(c, all))
                .toList();
        double partsJ = parts.stream().mapToDouble(Sharing::meteredJ).sum();
        return partsJ > 0 ? new Explained(closed, parts, closed.meteredJ() / partsJ) : new Direct(closed, parts);
    }

    /** By the activity on the channel itself. */
    record Direct(Closed closed, List<Sharing> parts) implements Sharing {
        @Override
        public double processJ(int process, IdlePolicy policy, double reservedFraction) {
            return closed.processJ(process, policy, reservedFraction);
        }

        @Override
        public double phaseJ(int phase, IdlePolicy policy, double reservedFraction) {
            return closed.phaseJ(phase, policy, reservedFraction);
        }

        @Override
        public double attributedJ(IdlePolicy policy, double reservedFraction) {
            return closed.attributedJ(policy, reservedFraction);
        }

        @Override
        public double othersJ(IdlePolicy policy, double reservedFraction) {
            return closed.othersJ(policy, reservedFraction);
        }

        @Override
        public void addOthersJ(double[] quarters, double by, IdlePolicy policy, double reservedFraction) {
            closed.addOthersJ(quarters, by, policy, reservedFraction);
        }
    }

    /** As its parts are shared. {@code scale} is what the outer meter saw for each joule that the parts saw. */
    record Explained(Closed closed, List<Sharing> parts, double scale) implements Sharing {
        @Override
        public double processJ(int process, IdlePolicy policy, double reservedFraction) {
            return scale
                    * parts.stream()
                            .mapToDouble(p -> p.processJ(process, policy, reservedFraction))
                            .sum();
        }

        @Override
        public double phaseJ(int phase, IdlePolicy policy, double reservedFraction) {
            return scale
                    * parts.stream()
                            .mapToDouble(p -> p.phaseJ(phase, policy, reservedFraction))
                            .sum();
        }

        @Override
        public double attributedJ(IdlePolicy policy, double reservedFraction) {
            return scale
                    * parts.stream()
                            .mapToDouble(p -> p.attributedJ(policy, reservedFraction))
                            .sum();
        }

        @Override
        public double othersJ(IdlePolicy policy, double reservedFraction) {
            return scale
                    * parts.stream()
                            .mapToDouble(p -> p.othersJ(policy, reservedFraction))
                            .sum();
        }

        @Override
        public void addOthersJ(double[] quarters, double by, IdlePolicy policy, double reservedFraction) {
            parts.forEach(p -> p.addOthersJ(quarters, by * scale, policy, reservedFraction));
        }
    }
}
