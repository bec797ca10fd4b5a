package dev.sagfleet.controller.accessfile;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.sagfleet.controller.access.Account;
import dev.sagfleet.controller.access.Policy;
import dev.sagfleet.controller.access.User;
import dev.sagfleet.controller.document.DocumentProblems;
import dev.sagfleet.controller.document.YamlDocument;
import dev.sagfleet.controller.document.YamlValue;
import java.io.IOException;
import java.nio.file.Path;
import java.util.Optional;

/** The users of an account and their policies, in YAML or JSON. */
public final class UsersFile {
    private static final String WHAT = "users file";
    private static final String EXPECTED = "a mapping with policies and users";

    /**
     * Reads a file of UTF-8 text.
     *
     * @throws dev.sagfleet.controller.document.DocumentException with all that is wrong with it, by the path as given
     * @throws IOException if it cannot be read
     */
    public static DeclaredAccount read(Path path) throws IOException {
        return UsersReader.read(YamlDocument.read(path, WHAT, EXPECTED));
    }

    /**
     * Reads a text.
     *
     * @param name what messages call it, as a file name
     * @throws dev.sagfleet.controller.document.DocumentException with all that is wrong with it
     */
    public static DeclaredAccount parse(String name, String text) {
        return UsersReader.read(YamlDocument.parse(name, text, WHAT, EXPECTED));
    }

    /**
     * Reads a text that is one policy, as RAM has it.
     *
     * @param file what messages call it
     * @throws dev.sagfleet.controller.document.DocumentException with all that is wrong with it
     */
    public static Policy parsePolicy(String file, String text, String policyName) {
        YamlValue value = YamlDocument.parse(file, text, "policy", "a mapping with Version and Statement");
        var problems = new DocumentProblems(value.file());
        Optional<Policy> policy = new PolicyReader(problems).read(policyName, value);
        problems.requireNone();
        return policy.orElseThrow();
    }

    /** The text of an account, secrets included: reading it gives an equal account. */
    public static String write(Account account) {
        ObjectNode whole = JsonNodeFactory.instance.objectNode().put("account", account.id());
        ObjectNode policies = whole.putObject("policies");
        account.policies().forEach(policy -> policies.set(policy.name(), PolicyText.of(policy)));
        ObjectNode users = whole.putObject("users");
        account.users().forEach(user -> users.set(user.name(), of(user)));
        try {
            return new ObjectMapper().writerWithDefaultPrettyPrinter().writeValueAsString(whole);
        } catch (JsonProcessingException e) {
            throw new IllegalStateException("an account that cannot be written", e);
        }
    }

    private static ObjectNode of(User user) {
        ObjectNode node = JsonNodeFactory.instance.objectNode();
        ArrayNode policies = node.putArray("policies");
        user.policies().forEach(policies::add);
        ArrayNode keys = node.putArray("keys");
        user.keys().forEach(key -> keys.addObject()
                .put("id", key.id())
                .put("secret", key.secret())
                .put("active", key.isActive()));
        return node;
    }

    private UsersFile() {}
}
