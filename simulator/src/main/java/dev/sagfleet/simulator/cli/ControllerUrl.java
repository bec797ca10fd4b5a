package dev.sagfleet.simulator.cli;

import java.util.Stack;
import java.util.regex.Pattern;
import picocli.CommandLine.IParameterConsumer;
import picocli.CommandLine.Model.ArgSpec;
import picocli.CommandLine.Model.CommandSpec;

/** Takes what follows a flag if that says where a controller is, and leaves a file behind it alone. */
final class ControllerUrl implements IParameterConsumer {
    private static final Pattern FORM = Pattern.compile("[a-z]+://.*|[^/\\\\:]+:[0-9]+/?");

    @Override
    public void consumeParameters(Stack<String> arguments, ArgSpec flag, CommandSpec command) {
        boolean isUrl = !arguments.isEmpty() && FORM.matcher(arguments.peek()).matches();
        flag.setValue(isUrl ? arguments.pop() : "");
    }
}
