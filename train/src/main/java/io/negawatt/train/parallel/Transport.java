package io.negawatt.train.parallel;

/** What gradients travel through. */
public enum Transport {
    /** Memory where all workers are processes of one machine and it has room, else sockets. */
    AUTO,
    /** Memory that the workers share; none of it passes a network. */
    MEMORY,
    /** Connections, over Gloo. */
    SOCKETS
}
