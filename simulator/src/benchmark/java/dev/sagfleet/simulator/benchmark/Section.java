package dev.sagfleet.simulator.benchmark;

/** A part of the benchmark. */
public enum Section {
    /** Command round trips through session and agent. */
    COMMANDS,
    /** Connections of devices, with authentication. */
    CONNECTS,
    /** Signed calls of the API. */
    API,
    /** Downloads of firmware. */
    FIRMWARE,
    /** What rollouts decide of what devices report. */
    ROLLOUTS,
    /** Rollouts to whole fleets whose controller is killed on the way; measured only if it is asked for by name. */
    CAMPAIGN,
    /** A small campaign over sockets and on virtual time; run only if it is asked for by name. */
    FIDELITY,
    /** Heap that a device takes. */
    HEAP,
    /** Worlds on virtual time. */
    VIRTUAL,
    /** Rehearsals of rollouts. */
    REHEARSAL,
    /** What passes through a relay without a limit. */
    RELAY,
    /** How relays keep to a rate. */
    SHAPING,
    /** Decisions of token buckets. */
    BUCKETS
}
