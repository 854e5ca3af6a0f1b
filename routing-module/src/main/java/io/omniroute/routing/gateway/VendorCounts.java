package io.omniroute.routing.gateway;

import io.omniroute.provider.chat.FailureKind;
import io.omniroute.provider.chat.GatewayException;
import io.omniroute.provider.chat.Usage;
import io.omniroute.provider.client.Cancellation;
import io.omniroute.provider.client.UpstreamCall;
import io.omniroute.provider.client.UpstreamReply;
import io.omniroute.provider.codec.Codecs;
import io.omniroute.provider.connection.Connection;
import io.omniroute.provider.wire.Json;
import io.omniroute.provider.wire.ResponseHeaders;
import io.omniroute.provider.wire.WireFormat;
import io.omniroute.routing.access.ApiKey;
import io.omniroute.routing.attempt.Admission;
import io.omniroute.routing.attempt.AttemptFacts;
import io.omniroute.routing.attempt.AttemptGuards;
import io.omniroute.routing.attempt.AttemptPermit;
import io.omniroute.routing.combo.ComboId;
import io.omniroute.routing.egress.ProxyRules;
import io.omniroute.routing.passage.Passage;
import io.omniroute.routing.passage.SidePassages;
import io.omniroute.routing.resolution.Route;
import io.omniroute.routing.resolution.Target;
import io.omniroute.routing.shaping.Splice;
import jakarta.enterprise.context.Dependent;
import jakarta.inject.Inject;
import java.io.IOException;
import java.util.List;
import java.util.Optional;
import java.util.UUID;
import java.util.stream.Stream;

/**
 * Has tokens counted by the first account that may be asked, in the order of administrators. Whoever fails is not ill: that one
 * cannot count, or may not so often, says nothing about its answers.
 */
@Dependent
public class VendorCounts {
    private static final int MAX_ANSWER = 1 << 20;

    private final Codecs codecs;
    private final SidePassages client;
    private final AttemptGuards guards;
    private final CallWatch watch;

    @Inject
    public VendorCounts(Codecs codecs, SidePassages client, AttemptGuards guards, CallWatch watch) {
        this.codecs = codecs;
        this.client = client;
        this.guards = guards;
        this.watch = watch;
    }

    /** What is to be counted. @param id of the call */
    record Wanted(ClientCall call, UUID id, ApiKey key, Route route, byte[] body, BodyScan scan) {}

    /** Who could count. @param combos that lead there, the innermost first */
    private record Way(Target target, List<ComboId> combos) {}

    /**
     * @return the vendor's answer; empty where the next in turn speaks another format or has no address for counts, and where
     *     nobody may be asked now
     * @throws GatewayException when all who were asked failed, or one in a way that no other account would mend
     */
    Optional<byte[]> count(Wanted wanted) {
        Cancellation cancellation = new Cancellation();
        CallWatch.Watched watched = watch.watch(wanted.call().socket(), cancellation);
        try {
            return count(wanted, cancellation);
        } finally {
            watched.end();
        }
    }

    private Optional<byte[]> count(Wanted wanted, Cancellation cancellation) {
        Optional<GatewayException> failed = Optional.empty();
        List<Way> ways = ways(wanted.route(), List.of())
                .takeWhile(way -> canCount(way.target(), wanted.call().format()))
                .toList();
        for (Way way : ways) {
            AttemptFacts facts = AttemptFacts.ofCount(wanted.id(), wanted.key(), way.target(), cancellation);
            switch (guards.admitCount(facts)) {
                case Admission.PassedOver passedOver -> {}
                case Admission.Admitted admitted -> {
                    try {
                        return Optional.of(asked(way, wanted, cancellation, admitted.permit()));
                    } catch (GatewayException e) {
                        if (cancellation.isCancelled()
                                || !anotherMayDo(e.failure().kind())) {
                            throw e;
                        }
                        failed = Optional.of(e);
                    }
                }
            }
        }
        if (failed.isPresent()) {
            throw failed.get();
        }
        return Optional.empty();
    }

    /** A 404 is of a vendor that has no such address, or no such model. */
    private static boolean anotherMayDo(FailureKind kind) {
        return kind.retryable() && kind != FailureKind.MODEL_NOT_FOUND;
    }

    private byte[] asked(Way way, Wanted wanted, Cancellation cancellation, AttemptPermit permit) {
        try (UpstreamReply answer =
                client.open(question(way.target(), wanted, cancellation), rules -> passage(way, wanted, rules))) {
            permit.answered(answer.status(), ResponseHeaders.NONE);
            byte[] bytes = answer.body().readNBytes(MAX_ANSWER);
            if (answer.status() / 100 != 2) {
                throw new GatewayException(
                        codecs.upstream(wanted.call().format()).readError(answer.status(), answer.headers(), bytes));
            }
            return bytes;
        } catch (IOException e) {
            throw Json.garbled("The vendor's count broke off.");
        } finally {
            permit.ended(Usage.NONE);
        }
    }

    private static UpstreamCall question(Target target, Wanted wanted, Cancellation cancellation) {
        return UpstreamCalls.post(
                target,
                target.provider().endpoints().countTokens().orElseThrow(),
                Splice.apply(
                        wanted.body(), wanted.scan().modelSplice(target.model().id())),
                TravellingHeaders.ofRequest(wanted.call().headers()),
                cancellation);
    }

    private static Passage passage(Way way, Wanted wanted, ProxyRules rules) {
        return new Passage(
                rules,
                wanted.call().requestId(),
                way.target().provider().id(),
                way.target().connection().map(Connection::id),
                way.combos(),
                !wanted.key().rules().noLog());
    }

    private static boolean canCount(Target target, WireFormat format) {
        return target.provider().format() == format
                && target.provider().endpoints().countTokens().isPresent();
    }

    private static Stream<Way> ways(Route route, List<ComboId> combos) {
        if (!(route instanceof Route.Pool pool)) {
            return route.targets().map(target -> new Way(target, combos));
        }
        List<ComboId> inner =
                Stream.concat(Stream.of(pool.combo().id()), combos.stream()).toList();
        return pool.branches().stream().flatMap(branch -> ways(branch.route(), inner));
    }
}
