package dev.sagfleet.simulator.cli;

import dev.sagfleet.controller.rpc.AccessKey;
import java.io.IOException;
import java.io.PrintWriter;
import java.net.http.HttpResponse;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.UUID;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Parameters;
import picocli.CommandLine.Spec;

/** One signed API call, as the official command line makes it. */
@Command(
        name = "api",
        description = {
            "Makes one signed API call.",
            "Parameters follow the action, as in --SmartAGId sag-1 --AssociateConfigs.1.Bandwidth 10.",
            "ALIBABA_CLOUD_ACCESS_KEY_ID and ALIBABA_CLOUD_ACCESS_KEY_SECRET come before the credentials in --data."
        },
        mixinStandardHelpOptions = true,
        sortOptions = false)
final class Api implements Callable<Integer> {
    @Spec
    private CommandSpec spec = CommandSpec.create();

    @Parameters(index = "0", paramLabel = "ACTION", description = "What to call, as DescribeSmartAccessGateways.")
    private String action = "";

    @Parameters(index = "1..*", paramLabel = "--NAME VALUE", description = "The parameters of the action.")
    private List<String> words = new ArrayList<>();

    @Mixin
    private ControllerFlags controller = new ControllerFlags();

    @Override
    public Integer call() throws IOException, InterruptedException {
        SignedCall call = new SignedCall(controller.endpoint(), key());
        Map<String, String> parameters = parameters();
        HttpResponse<String> response;
        try {
            response = call.send(
                    action, parameters, Instant.now(), UUID.randomUUID().toString());
        } catch (IOException e) {
            return controller.unreachable(e);
        }
        if (response.statusCode() == 200) {
            spec.commandLine().getOut().println(response.body());
            return ExitCodes.DONE;
        }
        PrintWriter err = spec.commandLine().getErr();
        err.println(response.body());
        response.headers().firstValue("x-sagfleet-detail").ifPresent(err::println);
        if (response.body().contains("InvalidAccessKeyId")) {
            err.println("sag: " + controller.whyRefused());
        }
        return ExitCodes.API_ERROR;
    }

    private AccessKey key() throws IOException {
        String id = System.getenv().getOrDefault("ALIBABA_CLOUD_ACCESS_KEY_ID", "");
        String secret = System.getenv().getOrDefault("ALIBABA_CLOUD_ACCESS_KEY_SECRET", "");
        if (!id.isEmpty() && !secret.isEmpty()) {
            return new AccessKey(id, secret);
        }
        return controller.credentials().root();
    }

    private Map<String, String> parameters() {
        Map<String, String> parameters = new TreeMap<>();
        for (int i = 0; i < words.size(); i += 2) {
            String name = words.get(i);
            if (!name.startsWith("--") || name.length() == 2) {
                throw Arguments.wrong(spec, name, "the name of a parameter, as --RegionId");
            }
            if (i + 1 == words.size()) {
                throw Arguments.wrong(spec, name + " has no value", "one");
            }
            if (parameters.put(name.substring(2), words.get(i + 1)) != null) {
                throw Arguments.wrong(spec, name + " comes twice", "once");
            }
        }
        return parameters;
    }
}
