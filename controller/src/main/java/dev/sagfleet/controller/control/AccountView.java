package dev.sagfleet.controller.control;

import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.sagfleet.controller.access.Account;
import dev.sagfleet.controller.access.Policy;
import dev.sagfleet.controller.access.User;
import dev.sagfleet.controller.access.UserKey;

/** Users and their keys as JSON, without secrets. */
final class AccountView {
    static ObjectNode of(Account account) {
        ObjectNode view = JsonNodeFactory.instance.objectNode().put("account", account.id());
        ArrayNode users = view.putArray("users");
        account.users().forEach(user -> users.add(of(user)));
        ArrayNode policies = view.putArray("policies");
        account.policies().stream().map(Policy::name).forEach(policies::add);
        return view;
    }

    static ObjectNode of(User user) {
        ObjectNode view = JsonNodeFactory.instance.objectNode().put("name", user.name());
        ArrayNode policies = view.putArray("policies");
        user.policies().forEach(policies::add);
        ArrayNode keys = view.putArray("keys");
        user.keys().forEach(key -> keys.add(of(key)));
        return view;
    }

    static ObjectNode of(UserKey key) {
        return JsonNodeFactory.instance.objectNode().put("id", key.id()).put("active", key.isActive());
    }

    private AccountView() {}
}
