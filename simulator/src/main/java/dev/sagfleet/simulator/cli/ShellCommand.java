package dev.sagfleet.simulator.cli;

import dev.sagfleet.simulator.text.ActionText;
import dev.sagfleet.simulator.text.RateText;
import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStream;
import java.io.InputStreamReader;
import java.io.PrintWriter;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.Callable;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Spec;

/** Many signed API calls, one a line of standard input. */
@Command(
        name = "shell",
        description = {
            "Makes a signed API call for each line of standard input, one after the other over one connection.",
            "A line is what follows sag api, with quotes as in a shell; blank lines and lines from # on are passed"
                    + " over.",
            "--help ACTION shows what an action reads; exit ends, as does the end of the input.",
            "Each call prints one JSON document on standard output, an error too. What else there is to say, and at the"
                    + " end how many calls were made and how fast, goes to standard error.",
            "It exits with the worst that a line came to, as sag api would."
        },
        mixinStandardHelpOptions = true,
        sortOptions = false)
final class ShellCommand implements Callable<Integer> {
    private static final String PROMPT = "sag> ";

    @Spec
    private CommandSpec spec = CommandSpec.create();

    @Option(names = "--fail-fast", description = "End with the first line that does not succeed.")
    private boolean failFast;

    @Mixin
    private SigningFlags signing = new SigningFlags();

    @Mixin
    private ControllerFlags controller = new ControllerFlags();

    private final InputStream input;
    private int calls;
    private int failures;

    ShellCommand(InputStream input) {
        this.input = input;
    }

    @Override
    public Integer call() throws IOException {
        ApiCalls api = new ApiCalls(controller, signing, spec.commandLine());
        boolean isPrompting = Terminal.isTypedAt();
        var lines = new BufferedReader(new InputStreamReader(input, StandardCharsets.UTF_8));
        PrintWriter err = spec.commandLine().getErr();
        long beganNanos = System.nanoTime();
        int worst = ExitCodes.DONE;
        int number = 0;
        for (String line = next(lines, isPrompting); line != null; line = next(lines, isPrompting)) {
            number++;
            Optional<Integer> outcome = run(line, api, isPrompting ? "sag: " : "sag: line " + number + ": ");
            if (outcome.isEmpty() || spec.commandLine().getOut().checkError() || System.out.checkError()) {
                break;
            }
            worst = Math.max(worst, outcome.get());
            if (failFast && worst != ExitCodes.DONE) {
                break;
            }
        }
        if (calls > 1 && !isPrompting) {
            err.println("sag: " + RateText.of(calls, failures, System.nanoTime() - beganNanos));
            err.flush();
        }
        return worst;
    }

    private @Nullable String next(BufferedReader lines, boolean isPrompting) throws IOException {
        if (isPrompting) {
            spec.commandLine().getErr().print(PROMPT);
            spec.commandLine().getErr().flush();
        }
        return lines.readLine();
    }

    /** What a line came to, as an exit code; nothing if it ends the shell. */
    private Optional<Integer> run(String line, ApiCalls api, String place) {
        PrintWriter out = spec.commandLine().getOut();
        try {
            List<String> words = ShellWords.of(line);
            if (words.isEmpty()) {
                return Optional.of(ExitCodes.DONE);
            }
            if (words.equals(List.of("exit")) || words.equals(List.of("quit"))) {
                return Optional.empty();
            }
            if (words.contains("--help")) {
                spec.commandLine().getErr().print(help(words));
                spec.commandLine().getErr().flush();
                return Optional.of(ExitCodes.DONE);
            }
            ApiRequest request = ApiRequest.of(words);
            calls++;
            int code = api.run(request, out, place);
            failures += code == ExitCodes.DONE ? 0 : 1;
            return Optional.of(code);
        } catch (IllegalArgumentException e) {
            spec.commandLine().getErr().println(place + e.getMessage());
            spec.commandLine().getErr().flush();
            return Optional.of(ExitCodes.BAD_USAGE);
        }
    }

    private static String help(List<String> words) {
        Optional<String> action =
                words.stream().filter(word -> !word.startsWith("-")).findFirst();
        if (action.isEmpty()) {
            return ActionText.names(KnownActions.all());
        }
        return ActionText.parameters(KnownActions.find(action.get())
                .orElseThrow(() -> new IllegalArgumentException(
                        KnownActions.unknown(action.get()) + " (expected: one that --help lists)")));
    }
}
