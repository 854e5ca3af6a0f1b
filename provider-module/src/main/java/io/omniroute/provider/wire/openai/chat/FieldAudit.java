package io.omniroute.provider.wire.openai.chat;

import com.fasterxml.jackson.databind.JsonNode;
import io.omniroute.provider.wire.JsonView;
import io.omniroute.provider.wire.Losses;
import java.util.Set;

/** Names the members of an object that nobody reads, unless they say nothing: null, false, empty. */
final class FieldAudit {
    private final Losses losses;

    FieldAudit(Losses losses) {
        this.losses = losses;
    }

    void check(JsonView object, Set<String> known) {
        object.node().fieldNames().forEachRemaining(name -> {
            JsonView member = object.at(name);
            if (!known.contains(name) && says(member.node())) {
                losses.add(member.path());
            }
        });
    }

    /** This member is known, but what it asks for goes beyond the canonical model. */
    void lose(JsonView member) {
        if (says(member.node())) {
            losses.add(member.path());
        }
    }

    private static boolean says(JsonNode value) {
        return switch (value.getNodeType()) {
            case NULL, MISSING -> false;
            case BOOLEAN -> value.booleanValue();
            case STRING -> !value.textValue().isEmpty();
            case ARRAY, OBJECT -> !value.isEmpty();
            case NUMBER, BINARY, POJO -> true;
        };
    }
}
