package io.negawatt.plan.simulate;

/** A simulation that cannot go on; it says when, and which entity. */
public final class SimulationException extends RuntimeException {
    private static final long serialVersionUID = 1L;

    private final double timeS;
    private final String entity;

    SimulationException(double timeS, String entity, String what) {
        super("at %s s, %s: %s".formatted(timeS, entity, what));
        this.timeS = timeS;
        this.entity = entity;
    }

    SimulationException(double timeS, String entity, RuntimeException cause) {
        super("at %s s, %s: %s".formatted(timeS, entity, cause.getMessage()), cause);
        this.timeS = timeS;
        this.entity = entity;
    }

    /** {@return virtual time of the failure, s} */
    public double timeS() {
        return timeS;
    }

    /** {@return name of the entity that failed} */
    public String entity() {
        return entity;
    }
}
