package dev.sagfleet.controller.rollout;

/** In which order the devices of a rollout are dealt into waves. Source: rollout rule R3. */
public enum MemberOrder {
    /** One from each site, then a second one from each, and so on, hardware batches taking turns. */
    SPREAD("spread"),
    /** All of one site, then all of the next. */
    SITE_BY_SITE("site by site"),
    /** As the targets list them. */
    LISTED("listed");

    private final String text;

    MemberOrder(String text) {
        this.text = text;
    }

    /** As it is written in a file. */
    public String text() {
        return text;
    }
}
