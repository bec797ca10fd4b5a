package dev.sagfleet.agent.timing;

/** Sees to it that a {@link TimingWheel} is turned when something is due, for an owner who does not turn it by itself. */
public interface Alarm {
    /** Has the wheel turned at this time, on its clock, or soon after. Takes the place of the time asked for before. */
    void ringAt(long nanos);
}
