package dev.sagfleet.controller.action;

import static org.assertj.core.api.Assertions.assertThat;

import dev.sagfleet.controller.action.acceleration.AccelerationActions;
import dev.sagfleet.controller.action.device.DeviceActions;
import dev.sagfleet.controller.action.instance.InstanceActions;
import dev.sagfleet.controller.inventory.UpgradingBox;
import dev.sagfleet.controller.rpc.ApiException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** What an action says that it reads is what it reads. */
class DeclarationTest {
    /** Looked at once the instance is known, with errors of their own. */
    private static final Set<String> OF_ORDERS = Set.of("BandWidthSpec", "UserCount", "DataPlan");

    /** What a required text is, where not any text does. */
    private static final Map<String, String> SAMPLES =
            Map.of("RegionId", "cn-shanghai", "Applications", "[\"Zoom\"]", "CronExpression", "0 0 4 1/1 * ?");

    private CalledApi api;

    @BeforeEach
    void open(@TempDir Path directory) {
        api = new CalledApi(directory, CalledApi.LONG_WAIT);
    }

    @AfterEach
    void close() {
        api.close();
    }

    static List<Declaration> declarations() {
        return Declared.all();
    }

    @Test
    void whatIsListedWithoutAControllerIsWhatTheActionsDeclare() {
        var commands = new IdempotentCommands(api.inventory().store(), api.commands());
        List<Declaration> declared = Stream.of(
                        InstanceActions.all(api.inventory().store(), api.commands()),
                        DeviceActions.all(api.inventory().store(), UpgradingBox.UPGRADES, api.events(), () -> {}),
                        AccelerationActions.all(api.inventory().store(), commands))
                .flatMap(List::stream)
                .map(Action::declaration)
                .toList();

        assertThat(Declared.all()).isEqualTo(declared).hasSize(23);
    }

    @ParameterizedTest
    @MethodSource("declarations")
    void whatIsRequiredIsMissedAndNothingElseIs(Declaration declaration) {
        List<Parameter> required = required(declaration);

        for (Parameter left : required) {
            String[] others = required.stream()
                    .filter(parameter -> !parameter.equals(left))
                    .flatMap(parameter -> Stream.of(nameOf(parameter), sample(parameter)))
                    .toArray(String[]::new);
            assertThat(errorOf(declaration, others)).as(left.name()).contains("Missing" + nameOf(left));
        }
        assertThat(errorOf(declaration, calledWith(declaration)).filter(code -> code.startsWith("Missing")))
                .isIn(Optional.empty(), Optional.of("MissingSmartAGId"), Optional.of("MissingApplications"));
    }

    @ParameterizedTest
    @MethodSource("declarations")
    void whatAParameterMayBeIsTakenAndAllElseIsInvalid(Declaration declaration) {
        for (Parameter parameter : declaration.parameters()) {
            if (OF_ORDERS.contains(parameter.name())) {
                continue;
            }
            String invalid = "Invalid" + nameOf(parameter);
            for (String right : right(parameter.values())) {
                assertThat(errorOf(declaration, with(declaration, parameter, right))
                                .filter(invalid::equals))
                        .as("%s=%s", parameter.name(), right)
                        .isEmpty();
            }
            for (String wrong : wrong(parameter.values())) {
                assertThat(errorOf(declaration, with(declaration, parameter, wrong)))
                        .as("%s=%s", parameter.name(), wrong)
                        .contains(invalid);
            }
        }
    }

    private static List<String> right(Parameter.Values values) {
        if (values instanceof Parameter.OneOf oneOf) {
            return oneOf.texts();
        }
        if (values instanceof Parameter.WholeNumber number) {
            return List.of(Long.toString(number.min()), Long.toString(number.max()));
        }
        return values instanceof Parameter.Flag ? List.of("true", "false") : List.of();
    }

    private static List<String> wrong(Parameter.Values values) {
        if (values instanceof Parameter.WholeNumber number) {
            return List.of(Long.toString(number.min() - 1), Long.toString(number.max() + 1), "many");
        }
        return values instanceof Parameter.Text ? List.of() : List.of("nonsense");
    }

    private Optional<String> errorOf(Declaration declaration, String... parameters) {
        return api.start(declaration.action(), parameters)
                .handle((response, failure) -> Optional.ofNullable(failure)
                        .map(thrown -> thrown instanceof ApiException ? thrown : thrown.getCause())
                        .map(thrown -> ((ApiException) thrown).code()))
                .toCompletableFuture()
                .join();
    }

    private static List<Parameter> required(Declaration declaration) {
        return declaration.parameters().stream().filter(Parameter::isRequired).toList();
    }

    /** All that is required, and this. */
    private static String[] with(Declaration declaration, Parameter parameter, String value) {
        List<String> call = new ArrayList<>();
        for (Parameter each : required(declaration)) {
            if (!each.equals(parameter)) {
                call.addAll(List.of(nameOf(each), sample(each)));
            }
        }
        declaration.parameters().stream()
                .filter(each -> each.note().contains("required") && !each.equals(parameter))
                .filter(each -> !OF_ORDERS.contains(each.name()))
                .forEach(each -> call.addAll(List.of(nameOf(each), sample(each))));
        call.addAll(List.of(nameOf(parameter), value));
        return call.toArray(String[]::new);
    }

    private static String[] calledWith(Declaration declaration) {
        return required(declaration).stream()
                .flatMap(parameter -> Stream.of(nameOf(parameter), sample(parameter)))
                .toArray(String[]::new);
    }

    private static String nameOf(Parameter parameter) {
        return parameter.name().replace(".N", ".1");
    }

    private static String sample(Parameter parameter) {
        List<String> right = right(parameter.values());
        return right.isEmpty() ? SAMPLES.getOrDefault(parameter.name(), "sample-1") : right.get(0);
    }
}
