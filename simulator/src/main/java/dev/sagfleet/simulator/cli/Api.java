package dev.sagfleet.simulator.cli;

import dev.sagfleet.simulator.text.ActionText;
import java.io.IOException;
import java.io.PrintWriter;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.Callable;
import picocli.CommandLine;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.Parameters;
import picocli.CommandLine.Spec;

/** One signed API call, as the official command line makes it. */
@Command(
        name = "api",
        customSynopsis = {
            "sag api [--as=USER] [--endpoint=URL] [--data=DIR] ACTION [--NAME VALUE | --NAME=VALUE]...",
            "       sag api --help ACTION"
        },
        description = {
            "Makes one signed API call; sag shell makes many.",
            "Parameters stand before or after the action, as in --SmartAGId sag-1 --AssociateConfigs.1.Bandwidth=10.",
            "--help ACTION shows what an action reads. What it does not read is said, and sent all the same.",
            "ALIBABA_CLOUD_ACCESS_KEY_ID and ALIBABA_CLOUD_ACCESS_KEY_SECRET come before the credentials in --data."
        },
        sortOptions = false)
final class Api implements Callable<Integer> {
    @Spec
    private CommandSpec spec = CommandSpec.create();

    @Option(
            names = {"-h", "--help"},
            description = "Show this help message, or the parameters of the action that is named, and exit.")
    private boolean help;

    @Parameters(arity = "0..*", hidden = true)
    private List<String> words = new ArrayList<>();

    @Mixin
    private SigningFlags signing = new SigningFlags();

    @Mixin
    private ControllerFlags controller = new ControllerFlags();

    /** The command on its own, which takes what it does not know for parameters of the action. */
    static CommandLine commandLine() {
        return new CommandLine(new Api()).setUnmatchedOptionsArePositionalParams(true);
    }

    @Override
    public Integer call() throws IOException {
        if (help) {
            return help();
        }
        ApiRequest request = Arguments.read(spec, words, ApiRequest::of);
        return new ApiCalls(controller, signing, spec.commandLine())
                .run(request, spec.commandLine().getErr(), "sag: ");
    }

    private int help() {
        Optional<String> action =
                words.stream().filter(word -> !word.startsWith("-")).findFirst();
        PrintWriter out = spec.commandLine().getOut();
        if (action.isEmpty()) {
            spec.commandLine().usage(out);
            out.print("Actions:\n" + ActionText.names(KnownActions.all()));
        } else {
            out.print(ActionText.parameters(KnownActions.find(action.get())
                    .orElseThrow(
                            () -> new ParameterException(spec.commandLine(), KnownActions.unknown(action.get())))));
        }
        out.flush();
        return ExitCodes.DONE;
    }
}
