package dev.sagfleet.simulator.cli;

import java.io.IOException;
import java.io.PrintWriter;
import java.time.Instant;
import java.util.UUID;
import picocli.CommandLine;

/** Signed calls one after the other over one connection, each from what was typed to what is printed. */
final class ApiCalls {
    private static final int OK = 200;

    private final ControllerFlags controller;
    private final SignedCall call;
    private final PrintWriter out;
    private final PrintWriter err;

    /** @throws IOException if there are no credentials to be read */
    ApiCalls(ControllerFlags controller, SigningFlags signing, CommandLine command) throws IOException {
        this.controller = controller;
        call = new SignedCall(controller.endpoint(), signing.key(controller));
        out = command.getOut();
        err = command.getErr();
    }

    /**
     * Makes a call, prints its answer, and returns what to exit with.
     *
     * @param refusals where the answer goes if it is an error
     * @param place what stands in front of what is said beside an answer
     */
    int run(ApiRequest request, PrintWriter refusals, String place) {
        KnownActions.doubts(request).forEach(doubt -> err.println(place + doubt));
        err.flush();
        Http.Answer response;
        try {
            response = call.send(
                    request.action(),
                    request.parameters(),
                    Instant.now(),
                    UUID.randomUUID().toString());
        } catch (IOException e) {
            return controller.unreachable(e);
        }
        boolean succeeded = response.status() == OK;
        PrintWriter to = succeeded ? out : refusals;
        to.println(response.body());
        to.flush();
        if (!succeeded) {
            response.field("x-sagfleet-detail")
                    .ifPresent(detail -> err.println((refusals == err ? "" : place) + detail));
            if (response.body().contains("InvalidAccessKeyId.NotFound")) {
                err.println(place + controller.whyRefused());
            }
            err.flush();
        }
        return succeeded ? ExitCodes.DONE : ExitCodes.API_ERROR;
    }
}
