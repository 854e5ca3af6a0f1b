package io.omniroute.routing.administration;

import io.omniroute.provider.catalog.ProviderDescriptor;
import io.omniroute.provider.connection.Connection;
import io.omniroute.provider.connection.Connections;
import io.omniroute.provider.connection.ProviderNode;
import io.omniroute.routing.json.Body;
import io.omniroute.routing.json.Refusal;
import jakarta.enterprise.context.Dependent;
import jakarta.inject.Inject;
import java.util.List;
import java.util.Optional;

/**
 * Keeps stored keys from being sent elsewhere by somebody who may not see them (ADR 81). Addresses are compared as they are
 * written, path and all: a path may choose whose account at a vendor it is.
 */
@Dependent
public class SecretDestinations {
    private final Connections connections;
    private final Providers providers;

    @Inject
    public SecretDestinations(Connections connections, Providers providers) {
        this.connections = connections;
        this.providers = providers;
    }

    /**
     * Of a node that gets another address. Connections with an address of their own count too: they fall back on the node's
     * when that is taken away. A new node has them as well, where a provider of its name was there before.
     */
    Optional<Refusal> objection(Optional<ProviderNode> current, ProviderNode changed, Body body) {
        boolean stays = current.filter(before -> before.baseUrl().equals(changed.baseUrl())
                        && before.prefix().equals(changed.prefix()))
                .isPresent();
        if (stays) {
            return Optional.empty();
        }
        List<String> holders = connections.list().stream()
                .filter(connection -> connection.provider().equals(changed.prefix()))
                .filter(connection -> connection.apiKey().isPresent())
                .map(Connection::name)
                .toList();
        return holders.isEmpty()
                ? Optional.empty()
                : Optional.of(Refusal.forbidden(
                        body.path("baseUrl"),
                        "Only an ADMIN may change where stored keys are sent, and " + named(holders) + " of '"
                                + changed.prefix() + "' " + (holders.size() == 1 ? "has one" : "have some")
                                + ". Give 'baseUrl' and 'apiKey' anew to the connection itself, or ask an ADMIN."));
    }

    /** Of a connection that keeps its key and gets another address, or another one to fall back on. */
    Optional<Refusal> objection(Connection current, Connection changed, Body body) {
        if (body.has("apiKey") || changed.apiKey().isEmpty()) {
            return Optional.empty();
        }
        boolean ownStays = current.baseUrl().equals(changed.baseUrl());
        if (ownStays && provided(current).equals(provided(changed))) {
            return Optional.empty();
        }
        return Optional.of(Refusal.forbidden(
                body.path(ownStays ? "parameters" : "baseUrl"),
                "Only an ADMIN may change where a stored key is sent. Give 'apiKey' anew in the same request, or ask an"
                        + " ADMIN."));
    }

    /** The provider's address; placeholders may stand for its host. */
    private Optional<String> provided(Connection connection) {
        return providers
                .find(connection.provider().value())
                .map(ProviderDescriptor::baseUrl)
                .map(url -> BaseUrls.fill(url, connection.parameters()));
    }

    private static String named(List<String> holders) {
        String first = "the connection '" + holders.get(0) + "'";
        return switch (holders.size()) {
            case 1 -> first;
            case 2 -> first + " and another one";
            default -> first + " and " + (holders.size() - 1) + " others";
        };
    }
}
