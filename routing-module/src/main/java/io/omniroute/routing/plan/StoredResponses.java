package io.omniroute.routing.plan;

import io.omniroute.provider.chat.Failure;
import io.omniroute.provider.chat.FailureKind;
import io.omniroute.provider.chat.GatewayException;
import io.omniroute.provider.connection.Connection;
import io.omniroute.routing.affinity.Binding;
import io.omniroute.routing.resolution.Route;
import io.omniroute.routing.snapshot.Snapshot;
import java.util.List;
import java.util.Optional;

/** A response that a vendor of OpenAI Responses stored is known to its own account alone; nobody else could go on with it. */
final class StoredResponses {
    private static final String FIELD = "previous_response_id";

    private StoredResponses() {}

    /**
     * What is left of the route.
     *
     * @throws GatewayException as OpenAI answers for a response that it does not have, when nothing is left
     */
    static Route only(Route route, Binding stored, Asker asker, Snapshot snapshot) {
        return only(route, stored).orElseThrow(() -> notFound(stored, asker, snapshot));
    }

    private static Optional<Route> only(Route route, Binding stored) {
        return switch (route) {
            case Route.Model model -> model(model, stored).map(Route.class::cast);
            case Route.AnyOf any -> {
                List<Route.Model> models = any.models().stream()
                        .flatMap(model -> model(model, stored).stream())
                        .toList();
                yield models.isEmpty() ? Optional.empty() : Optional.of(new Route.AnyOf(models));
            }
            case Route.Pool pool -> {
                List<Route.Branch> branches = pool.branches().stream()
                        .flatMap(branch ->
                                only(branch.route(), stored)
                                        .map(left -> new Route.Branch(branch.step(), left))
                                        .stream())
                        .toList();
                yield branches.isEmpty() ? Optional.empty() : Optional.of(new Route.Pool(pool.combo(), branches));
            }
        };
    }

    private static Optional<Route.Model> model(Route.Model model, Binding stored) {
        return model.accounts().stream()
                .filter(account -> account.id().equals(stored.connection()))
                .findFirst()
                .map(account -> new Route.Model(model.provider(), model.model(), List.of(account)));
    }

    private static GatewayException notFound(Binding stored, Asker asker, Snapshot snapshot) {
        String id = asker.hints().previousResponse().orElseThrow();
        String why = isThere(stored, snapshot)
                ? "the model of this request does not lead to the account that keeps it, and no other account knows it"
                : "the account that keeps it is gone or disabled, and no other account knows it";
        return new GatewayException(new Failure(
                FailureKind.BAD_REQUEST,
                FailureKind.BAD_REQUEST.status(),
                "Previous response with id '" + id + "' not found: " + why + ".",
                Optional.of("previous_response_not_found"),
                Optional.of(FIELD),
                Optional.empty()));
    }

    private static boolean isThere(Binding stored, Snapshot snapshot) {
        return snapshot.connections().values().stream()
                .flatMap(List::stream)
                .map(Connection::id)
                .anyMatch(stored.connection()::equals);
    }
}
