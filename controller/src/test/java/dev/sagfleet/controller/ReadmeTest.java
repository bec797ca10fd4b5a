package dev.sagfleet.controller;

import static org.assertj.core.api.Assertions.assertThat;

import dev.sagfleet.controller.action.Declaration;
import dev.sagfleet.controller.action.Parameter;
import dev.sagfleet.controller.action.Right;
import dev.sagfleet.controller.core.ApiActions;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Set;
import java.util.function.Predicate;
import java.util.stream.Collectors;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** What README.md says of the actions is what they declare. */
class ReadmeTest {
    private static final Set<String> PAGES = Set.of("PageNumber", "PageSize", "MaxResults", "NextToken");

    private static String readme() throws IOException {
        return Files.readString(Path.of("README.md"));
    }

    static List<Declaration> declarations() {
        return ApiActions.declarations();
    }

    @ParameterizedTest
    @MethodSource("declarations")
    void everyActionIsInTheTable(Declaration declaration) throws IOException {
        assertThat(readme()).contains('`' + declaration.action() + '`');
    }

    @Test
    void theFiltersAreThoseOfTheListsAndTakeWhatIsSaid() throws IOException {
        for (String action : List.of("DescribeSmartAccessGateways", "ListApplicationBandwidthPackages")) {
            assertThat(readme())
                    .contains("\n| Filter of `" + action + "` | Takes |\n|---|---|\n" + filters(action) + '\n');
        }
    }

    @Test
    void theClientsAreThoseOfTheExamples() throws IOException {
        assertThat(readme())
                .contains("```js\n" + Files.readString(Path.of("examples/node/client.mjs")) + "```\n")
                .contains("```java\n" + Files.readString(Path.of("examples/java/OldGateways.java")) + "```\n");
    }

    @Test
    void theRightsAreThoseThatAreDeclared() throws IOException {
        assertThat(readme())
                .contains("| `acs:smartag:{RegionId}:{account}:smartag/{SmartAGId}` | "
                        + names(right -> right.resources().equals(Right.ON_INSTANCE.resources())) + " |\n")
                .contains("where the documentation of an action has it (" + names(Right::isRefusedAsForbidden) + ")");
    }

    /** The actions with such a right, in order. */
    private static String names(Predicate<Right> wanted) {
        return declarations().stream()
                .filter(declaration -> wanted.test(declaration.right()))
                .map(declaration -> '`' + declaration.action() + '`')
                .sorted()
                .collect(Collectors.joining(", "));
    }

    private static String filters(String action) {
        return declarations().stream()
                .filter(declaration -> declaration.action().equals(action))
                .flatMap(declaration -> declaration.parameters().stream())
                .filter(parameter -> !parameter.isRequired() && !PAGES.contains(parameter.name()))
                .map(ReadmeTest::line)
                .collect(Collectors.joining());
    }

    private static String line(Parameter parameter) {
        String words = parameter.values() instanceof Parameter.Text
                ? "text"
                : '`' + parameter.values().words().replace(", ", "`, `") + '`';
        String note = parameter.note().isEmpty() ? "" : "; " + parameter.note();
        return "| `" + parameter.name() + "` | " + words + note + " |\n";
    }
}
