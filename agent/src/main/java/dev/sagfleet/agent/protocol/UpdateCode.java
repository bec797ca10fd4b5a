package dev.sagfleet.agent.protocol;

import java.util.Arrays;
import java.util.Optional;

/**
 * Why an attempt ended as it did. Those of transfers are the fault codes of TR-069; 96xx are of this contract.
 *
 * @see <a href="https://www.broadband-forum.org/technical/download/TR-069_Amendment-6.pdf">TR-069, fault codes</a>
 */
public enum UpdateCode {
    /** Nothing is wrong. */
    NONE(0, "none"),
    DOWNLOAD_FAILED(9010, "download failure"),
    NOT_AUTHORIZED(9012, "not authorized to fetch the image"),
    UNREACHABLE(9015, "cannot reach the controller"),
    NO_SUCH_IMAGE(9016, "no such image"),
    INCOMPLETE(9017, "cannot complete the download"),
    CORRUPT(9018, "image corrupted"),
    NOT_SIGNED(9019, "not signed by a key that counts"),
    OUTSIDE_WINDOW(9020, "not within its window"),
    WRONG_MODEL(9601, "image of another model"),
    NO_SPACE(9602, "no space"),
    ANTI_ROLLBACK(9603, "security index below the floor"),
    VERSION_TOO_LOW(9604, "the version that runs is below the minimum"),
    SAME_VERSION_OTHER_CONTENT(9605, "same version, other content"),
    FELL_BACK_BEFORE(9606, "fell back from this image before"),
    MALFORMED_MANIFEST(9607, "no manifest"),
    FLASH(9610, "flash write"),
    BOOT(9620, "does not boot"),
    TUNNEL(9621, "tunnel stays down"),
    CONTROLLER_UNREACHABLE(9622, "controller not reached"),
    CRASH_LOOP(9623, "crashes"),
    LOCAL_CHECK(9624, "local check failed"),
    BOTH_UNHEALTHY(9625, "neither image passes its local checks"),
    CRASHED_LATER(9626, "crashed after it was committed"),
    /** The new image was committed on local checks alone, since the line was down before as well. */
    UPLINK_NOT_VERIFIED(9627, "uplink not verified"),
    CANCELED(9630, "cancelled"),
    SUPERSEDED(9631, "another job came"),
    CABLE(9632, "somebody put another image on the device"),
    TIMED_OUT(9640, "took too long");

    private final int number;
    private final String text;

    UpdateCode(int number, String text) {
        this.number = number;
        this.text = text;
    }

    /** The number on the wire. */
    public int number() {
        return number;
    }

    /** For a person. */
    public String text() {
        return text;
    }

    /** The code with this number; nothing if there is none. */
    public static Optional<UpdateCode> numbered(long number) {
        return Arrays.stream(values()).filter(code -> code.number == number).findFirst();
    }
}
