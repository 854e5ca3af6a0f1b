package io.omniroute.routing.gateway;

import com.fasterxml.jackson.databind.JsonNode;
import io.omniroute.routing.access.ApiKey;
import io.omniroute.routing.admission.CallPermit;
import io.omniroute.routing.answer.RecordedAnswer;
import io.omniroute.routing.answer.RecordedAnswer.Shape;
import io.omniroute.routing.cache.CacheRule;
import io.omniroute.routing.cache.CacheSettings;
import io.omniroute.routing.cache.RequestDigest;
import io.omniroute.routing.cache.semantic.AnswerCaches;
import io.omniroute.routing.cache.semantic.Embedded;
import io.omniroute.routing.cache.semantic.Question;
import io.omniroute.routing.cache.semantic.SemanticCache;
import io.omniroute.routing.callpolicy.CallPolicies;
import io.omniroute.routing.resolution.Target;
import io.omniroute.routing.shaping.SystemPrompt;
import io.omniroute.routing.shaping.ThinkingBudget;
import io.omniroute.routing.usage.UsageRecord;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalDouble;
import java.util.Set;
import java.util.TreeSet;
import java.util.function.Predicate;

/** Answers calls from the exact cache, then from the semantic one; each may be off for a call. Stateless. */
final class CachedAnswers {
    private static final String CACHE = "X-OmniRoute-Cache";
    private static final CallPermit MISS = new CallPermit() {
        @Override
        public Map<String, String> headers() {
            return Map.of(CACHE, "MISS");
        }
    };

    private final AnswerCaches caches;
    private final KnownReplies replies;
    private final Renderings renderings;

    CachedAnswers(AnswerCaches caches, KnownReplies replies, Renderings renderings) {
        this.caches = caches;
        this.replies = replies;
        this.renderings = renderings;
    }

    /** A call that the caches are asked about. Each digest is absent where its cache is off, or cannot be asked. */
    private record Asked(CacheRule rule, Optional<String> digest, Optional<Embedded> question) {}

    /** @param vendor makes the call and answers it, or throws */
    void serve(Exchange exchange, PreparedCall prepared, List<Target> targets, Runnable vendor) {
        CacheSettings settings = exchange.snapshot().cache();
        if (settings.isOff()) {
            vendor.run();
            return;
        }
        CallTrace trace = exchange.trace();
        CacheRule rule = settings.of(trace.key.orElseThrow().id().toString(), trace.requestedModel);
        if (!rule.isOn() || "true".equalsIgnoreCase(exchange.call().headers().get("x-omniroute-no-cache"))) {
            vendor.run();
            return;
        }
        OptionalDouble temperature = prepared.temperature();
        boolean alwaysTheSame = temperature.isPresent() && temperature.getAsDouble() == 0;
        if (alwaysTheSame || rule.anyTemperature()) {
            JsonNode tree = RequestDigest.tree(prepared.body());
            ask(exchange, prepared, new Request(rule, context(exchange, prepared, targets), tree), vendor);
        } else {
            vendor.run();
        }
    }

    private record Request(CacheRule rule, List<String> context, JsonNode tree) {}

    private void ask(Exchange exchange, PreparedCall prepared, Request request, Runnable vendor) {
        CacheRule rule = request.rule();
        Optional<String> digest =
                rule.enabled() ? Optional.of(RequestDigest.of(request.context(), request.tree())) : Optional.empty();
        Predicate<RecordedAnswer> serves = answer -> replies.canTell(answer, exchange, prepared);
        if (digest.flatMap(known -> caches.exact().find(List.of(known, ofShape(known, exchange, prepared)), serves))
                .filter(hit -> replies.send(exchange, prepared, hit, UsageRecord.Source.CACHE, Map.of(CACHE, "HIT")))
                .isPresent()) {
            return;
        }
        Optional<Embedded> question = rule.semantic().enabled() ? question(exchange, request) : Optional.empty();
        if (question.flatMap(
                        asked -> caches.semantic().find(asked, rule.semantic().threshold(), serves))
                .filter(hit -> replies.send(exchange, prepared, hit.answer(), UsageRecord.Source.CACHE, headers(hit)))
                .isPresent()) {
            return;
        }
        CallTrace trace = exchange.trace();
        if (digest.isEmpty() && question.isEmpty()) {
            vendor.run();
            return;
        }
        trace.permits.add(MISS);
        ReplyRecorder recorder = ReplyRecorder.of(trace);
        recorder.whenComplete(() -> store(exchange, prepared, new Asked(rule, digest, question)));
        vendor.run();
    }

    private Optional<Embedded> question(Exchange exchange, Request request) {
        return Question.of(exchange.call().format(), request.context(), request.tree())
                .flatMap(asked -> caches.embeddings().embed(asked.text()).map(asked::embedded));
    }

    private static Map<String, String> headers(SemanticCache.Hit hit) {
        String similarity = String.format(Locale.ROOT, "%.3f", Math.floor(hit.similarity() * 1000) / 1000);
        return Map.of(CACHE, "SEMANTIC-HIT", CACHE + "-Similarity", similarity);
    }

    /** Before the last byte of the answer leaves: who has it all and asks again is answered from here. */
    private void store(Exchange exchange, PreparedCall prepared, Asked asked) {
        Optional<RecordedAnswer> answer =
                KnownAnswers.recorded(exchange, prepared).filter(recorded -> recorded.shape() != Shape.STREAM_AS_ARRAY);
        if (answer.isEmpty()) {
            return;
        }
        CacheSettings settings = exchange.snapshot().cache();
        asked.digest().ifPresent(digest -> caches.exact()
                .store(
                        caches.exact().has(digest) ? ofShape(digest, exchange, prepared) : digest,
                        answer.get(),
                        asked.rule().timeToLive(),
                        settings.maxBytes()));
        asked.question()
                .filter(question -> renderings.isTalk(answer.get(), prepared))
                .ifPresent(question -> caches.semantic()
                        .store(question, answer.get(), asked.rule().timeToLive(), settings.semanticMaxBytes()));
    }

    /** Where an answer is kept beside one that cannot be told in this shape, so that neither drives out the other. */
    private static String ofShape(String digest, Exchange exchange, PreparedCall prepared) {
        return digest + " " + Renderings.wanted(exchange.call().format(), prepared.envelope());
    }

    /** What beside the body decides the answer. */
    private static List<String> context(Exchange exchange, PreparedCall prepared, List<Target> targets) {
        ApiKey key = exchange.trace().key.orElseThrow();
        CallPolicies policies = exchange.snapshot().policies();
        List<String> context = new ArrayList<>();
        context.add(key.id().toString());
        context.add(exchange.call().format().label());
        context.add(prepared.envelope().model());
        context.addAll(modelNames(targets));
        context.addAll(vendorHeaders(exchange.call().headers()));
        context.add(Boolean.toString(exchange.call().isStrict()));
        add(context, policies.thinking());
        add(context, policies.prompt());
        add(context, key.rules().prompt());
        return context;
    }

    private static Set<String> modelNames(List<Target> targets) {
        Set<String> names = new TreeSet<>();
        targets.forEach(target -> names.add(target.modelName()));
        return names;
    }

    private static Set<String> vendorHeaders(Map<String, String> headers) {
        Set<String> vendors = new TreeSet<>();
        TravellingHeaders.ofRequest(headers).forEach((name, value) -> {
            if (name.startsWith("anthropic-") || name.startsWith("openai-")) {
                vendors.add(name + "=" + value);
            }
        });
        return vendors;
    }

    private static void add(List<String> context, ThinkingBudget thinking) {
        context.add(thinking.mode().name());
        context.add(Integer.toString(thinking.budgetTokens()));
        context.add(thinking.effort().name());
    }

    private static void add(List<String> context, SystemPrompt prompt) {
        context.add(prompt.enabled() ? prompt.position().name() : "");
        context.add(prompt.enabled() ? prompt.text() : "");
    }
}
