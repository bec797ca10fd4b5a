package dev.sagfleet.controller.rollout;

import dev.sagfleet.agent.protocol.SerialNumber;
import dev.sagfleet.agent.protocol.UpdateCode;

/** Members of rollouts to and from a text, for whoever takes a rollout elsewhere. What is read equals what was written. */
public final class MemberCodec {
    private static final int FORMAT = 1;

    public static String write(Member member) {
        Seat seat = member.seat();
        return KeptText.write(FORMAT, json -> {
            json.writeStringField("serial", seat.serial().text());
            json.writeNumberField("place", seat.place());
            json.writeNumberField("site", seat.site());
            json.writeNumberField("zone", seat.zone());
            json.writeNumberField("image", seat.image());
            json.writeNumberField("workSeconds", seat.workSeconds());
            json.writeNumberField("wave", member.wave());
            json.writeNumberField("before", member.before());
            json.writeNumberField("offeredBefore", member.offeredBefore());
            json.writeStringField("state", member.state().name());
            json.writeStringField("phase", member.phase().name());
            json.writeStringField("bond", member.bond().name());
            json.writeNumberField("code", member.code().number());
            json.writeNumberField("attempt", member.attempt());
            json.writeNumberField("transport", member.tries().transport());
            json.writeNumberField("verify", member.tries().verify());
            json.writeNumberField("boot", member.tries().boot());
            json.writeBooleanField("lifted", member.lifted());
            json.writeNumberField("sinceMillis", member.clock().sinceMillis());
            json.writeNumberField("spentMillis", member.clock().spentMillis());
            json.writeNumberField("dueMillis", member.clock().dueMillis());
        });
    }

    /**
     * What {@link #write} wrote.
     *
     * @throws IllegalArgumentException if the text is of another format, or is none
     */
    public static Member read(String text) {
        KeptFields fields = KeptFields.parse(text, FORMAT);
        return new Member(
                new Seat(
                        new SerialNumber(fields.text("serial")),
                        fields.smallNumber("place"),
                        fields.smallNumber("site"),
                        fields.smallNumber("zone"),
                        fields.smallNumber("image"),
                        fields.smallNumber("workSeconds")),
                fields.smallNumber("wave"),
                fields.smallNumber("before"),
                fields.number("offeredBefore"),
                fields.constant(MemberState.class, "state"),
                fields.constant(Phase.class, "phase"),
                fields.constant(Bond.class, "bond"),
                UpdateCode.numbered(fields.smallNumber("code")).orElseThrow(),
                fields.smallNumber("attempt"),
                new Tries(fields.smallNumber("transport"), fields.smallNumber("verify"), fields.smallNumber("boot")),
                fields.flag("lifted"),
                new PhaseClock(fields.number("sinceMillis"), fields.number("spentMillis"), fields.number("dueMillis")));
    }

    private MemberCodec() {}
}
