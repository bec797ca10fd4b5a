package dev.sagfleet.controller.rpc;

import static dev.sagfleet.controller.rpc.Refusals.refusal;
import static dev.sagfleet.controller.rpc.Refusals.refusalOf;
import static org.assertj.core.api.Assertions.assertThat;

import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

class ParameterListTest {
    @Test
    void itemsComeInTheOrderOfTheirNumbersWhateverTheirOrderOnTheWire() {
        List<String> pairs = IntStream.rangeClosed(1, 120)
                .boxed()
                .flatMap(i -> List.of("Configs." + i + ".Id=sag-" + i, "Configs." + i + ".Bandwidth=" + i).stream())
                .collect(Collectors.toCollection(ArrayList::new));
        Collections.shuffle(pairs, new Random(1));

        var items = Parameters.of(Client.get(String.join("&", pairs))).list("Configs");

        assertThat(items).hasSize(120);
        for (int i = 1; i <= 120; i++) {
            assertThat(items.get(i - 1).required("Id")).isEqualTo("sag-" + i);
            assertThat(items.get(i - 1).requiredLong("Bandwidth", 1, 120)).isEqualTo(i);
        }
    }

    @Test
    void textsComeInTheOrderOfTheirNumbers() {
        var query =
                IntStream.rangeClosed(1, 11).mapToObj(i -> "Ids." + i + "=" + i).collect(Collectors.joining("&"));

        assertThat(Parameters.of(Client.get(query)).strings("Ids"))
                .containsExactly("1", "2", "3", "4", "5", "6", "7", "8", "9", "10", "11");
    }

    @Test
    void absentListIsEmpty() {
        var parameters = Parameters.of(Map.of("Configs", "1", "ConfigsX.1.Id", "a", "Config.1.Id", "b", "Ids.1", ""));

        assertThat(parameters.list("Configs")).isEmpty();
        assertThat(parameters.strings("Ids")).isEmpty();
    }

    @Test
    void itemNamesItselfInItsErrors() {
        var item = Parameters.of(Map.of("AssociateConfigs.1.SmartAGId", "", "AssociateConfigs.1.Bandwidth", "x"))
                .list("AssociateConfigs")
                .get(0);

        assertThat(refusalOf(() -> item.required("SmartAGId")))
                .returns("MissingAssociateConfigs.1.SmartAGId", ApiException::code)
                .hasMessage("AssociateConfigs.1.SmartAGId is mandatory for this action.");
        assertThat(refusal(() -> item.requiredLong("Bandwidth", 1, 2)))
                .isEqualTo("400 InvalidAssociateConfigs.1.Bandwidth");
    }

    @Test
    void listInsideAnItemNamesItselfToo() {
        var inner = Parameters.of(Map.of("A.1.B.1.C", "c", "A.1.D.2", "d"))
                .list("A")
                .get(0);

        assertThat(refusal(() -> inner.list("B").get(0).required("X"))).isEqualTo("400 MissingA.1.B.1.X");
        assertThat(refusal(() -> inner.strings("D"))).isEqualTo("400 InvalidA.1.D");
    }

    @Test
    void gapOrMalformedNumberIsRefused() {
        for (String name : new String[] {"0", "2", "01", "-1", "x", "", "1001", "99999999999999999999", "+1", "١"}) {
            assertThat(refusal(() -> Parameters.of(Map.of("Ids." + name, "a")).strings("Ids")))
                    .as(name)
                    .isEqualTo("400 InvalidIds");
            assertThat(refusal(() ->
                            Parameters.of(Map.of("Ids." + name + ".Id", "a")).list("Ids")))
                    .as(name)
                    .isEqualTo("400 InvalidIds");
        }
    }

    @Test
    void textWhereAStructureBelongsIsRefusedAndTheOtherWayRound() {
        assertThat(refusal(() -> Parameters.of(Map.of("A.1", "a")).list("A"))).isEqualTo("400 InvalidA");
        assertThat(refusal(() -> Parameters.of(Map.of("A.1.", "a")).list("A"))).isEqualTo("400 InvalidA");
        assertThat(refusal(() -> Parameters.of(Map.of("A.1.B", "a")).strings("A")))
                .isEqualTo("400 InvalidA");
        assertThat(refusal(() -> Parameters.of(Map.of("A.1", "a", "A.1.B", "b")).strings("A")))
                .isEqualTo("400 InvalidA");
    }
}
