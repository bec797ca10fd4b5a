package dev.sagfleet.controller.accessfile;

import dev.sagfleet.controller.access.Account;
import dev.sagfleet.controller.access.Policy;
import dev.sagfleet.controller.access.User;
import dev.sagfleet.controller.accessfile.DeclaredAccount.DeclaredKey;
import dev.sagfleet.controller.accessfile.DeclaredAccount.DeclaredUser;
import dev.sagfleet.controller.document.DocumentException;
import dev.sagfleet.controller.document.DocumentProblems;
import dev.sagfleet.controller.document.YamlKeys;
import dev.sagfleet.controller.document.YamlMapping;
import dev.sagfleet.controller.document.YamlValue;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;
import java.util.regex.Pattern;

/** Reads users files. What is wrong is gathered. */
final class UsersReader {
    private static final String ACCOUNT = "account";
    private static final String POLICIES = "policies";
    private static final String USERS = "users";
    private static final String KEYS = "keys";
    private static final String ID = "id";
    private static final String SECRET = "secret";
    private static final String ACTIVE = "active";

    private final DocumentProblems problems;
    private final Set<String> policyNames = new TreeSet<>();
    private final Set<String> keyIds = new TreeSet<>();

    private UsersReader(DocumentProblems problems) {
        this.problems = problems;
    }

    static DeclaredAccount read(YamlValue value) {
        var problems = new DocumentProblems(value.file());
        Optional<DeclaredAccount> account = YamlKeys.of(value, List.of(ACCOUNT, POLICIES, USERS), problems)
                .map(keys -> new UsersReader(problems).read(keys));
        problems.requireNone();
        return account.orElseThrow();
    }

    private DeclaredAccount read(YamlKeys keys) {
        Optional<String> id = keys.optional(ACCOUNT, value -> matching(value, Account.ID, "16 digits"));
        var reader = new PolicyReader(problems);
        List<Policy> policies = new ArrayList<>();
        for (YamlMapping.Entry entry : named(keys, POLICIES, Account.POLICIES_MAX)) {
            policyNames.add(entry.value().what());
            reader.read(entry.value().what(), entry.value()).ifPresent(policies::add);
        }
        List<DeclaredUser> users = new ArrayList<>();
        for (YamlMapping.Entry entry : named(keys, USERS, Account.USERS_MAX)) {
            user(entry).ifPresent(users::add);
        }
        return new DeclaredAccount(id, policies, users);
    }

    /** What stands under a key, each by a name. */
    private List<YamlMapping.Entry> named(YamlKeys keys, String name, int most) {
        Optional<YamlKeys> nested = keys.nested(name);
        if (nested.isEmpty()) {
            return List.of();
        }
        List<YamlMapping.Entry> entries = nested.get().others(List.of());
        if (entries.size() > most) {
            problems.add(keys.where(name).refusal(name + ": " + entries.size(), "at most " + most));
            return List.of();
        }
        entries.forEach(entry -> problems.read(() -> matching(entry.key(), User.NAME, User.NAME_FORM)));
        return entries;
    }

    private Optional<DeclaredUser> user(YamlMapping.Entry entry) {
        return YamlKeys.of(entry.value(), List.of(POLICIES, KEYS), problems)
                .map(keys -> new DeclaredUser(
                        entry.value().what(),
                        keys.optional(POLICIES, this::policiesOf).orElse(List.of()),
                        keys.optional(KEYS, this::keys)));
    }

    private List<String> policiesOf(YamlValue value) {
        Set<String> seen = new TreeSet<>();
        List<String> names = new ArrayList<>();
        for (YamlValue item : value.items(0, User.POLICIES_MAX)) {
            Optional<String> name = problems.read(() ->
                    item.choice(text -> Optional.of(text).filter(policyNames::contains), "one of " + policyNames));
            name.ifPresent(names::add);
            if (name.isPresent() && !seen.add(name.get())) {
                problems.add(item.refusal("each once"));
            }
        }
        return names;
    }

    private List<DeclaredKey> keys(YamlValue value) {
        return value.items(0, User.KEYS_MAX).stream()
                .flatMap(item -> YamlKeys.of(item, List.of(ID, SECRET, ACTIVE), problems).flatMap(this::key).stream())
                .toList();
    }

    private Optional<DeclaredKey> key(YamlKeys keys) {
        Optional<String> id = keys.required(ID, value -> matching(value, KeyText.ID, KeyText.ID_FORM));
        Optional<String> secret = keys.optional(SECRET, UsersReader::secret);
        boolean isActive = keys.optional(ACTIVE, YamlValue::flag).orElse(true);
        id.filter(it -> !keyIds.add(it))
                .ifPresent(it -> problems.add(keys.where(ID).refusal("access key: " + it + " again", "each once")));
        return id.map(it -> new DeclaredKey(it, secret, isActive));
    }

    /** The message does not show what was found. */
    private static String secret(YamlValue value) {
        try {
            return matching(value, KeyText.SECRET, KeyText.SECRET_FORM);
        } catch (DocumentException e) {
            throw value.refusal("secret: not usable", KeyText.SECRET_FORM);
        }
    }

    private static String matching(YamlValue value, Pattern form, String expected) {
        return value.choice(
                text -> Optional.of(text).filter(it -> form.matcher(it).matches()), expected);
    }
}
