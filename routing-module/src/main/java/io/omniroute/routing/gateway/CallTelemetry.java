package io.omniroute.routing.gateway;

import io.omniroute.provider.wire.WireFormat;
import io.omniroute.routing.access.ApiKeyId;
import io.omniroute.routing.affinity.ResponseIds;
import io.omniroute.routing.session.SessionName;
import io.omniroute.routing.session.Sessions;
import io.omniroute.routing.telemetry.CallKind;
import io.omniroute.routing.telemetry.CallTiming;
import io.omniroute.routing.telemetry.TimingListener;
import io.omniroute.routing.telemetry.Timings;
import io.omniroute.routing.usage.UsageRecord;
import jakarta.enterprise.context.Dependent;
import jakarta.enterprise.inject.Instance;
import jakarta.inject.Inject;
import java.util.List;
import java.util.Optional;

/** What a call leaves behind in the memory of the node: its timing, and its part in a conversation. */
@Dependent
public class CallTelemetry {
    private final Timings timings;
    private final Sessions sessions;
    private final List<TimingListener> listeners;

    @Inject
    public CallTelemetry(Timings timings, Sessions sessions, Instance<TimingListener> listeners) {
        this(timings, sessions, listeners.stream().toList());
    }

    CallTelemetry(Timings timings, Sessions sessions, List<TimingListener> listeners) {
        this.timings = timings;
        this.sessions = sessions;
        this.listeners = listeners;
    }

    /** Finds out which conversation the call belongs to. A key without a log has none. */
    void begin(Exchange exchange, PreparedCall call) {
        CallTrace trace = exchange.trace();
        if (trace.key.orElseThrow().rules().noLog()) {
            return;
        }
        ApiKeyId owner = trace.key.get().id();
        trace.session = SessionNames.given(exchange.call().headers(), call)
                .or(() -> call.previousResponseId().flatMap(id -> sessions.ofResponse(owner, id)))
                .or(() -> SessionNames.found(call));
    }

    /** Reads the id of a Responses answer: who goes on from it belongs to the same conversation. */
    Optional<ClientStream.Reader> reader(CallTrace trace) {
        if (trace.clientFormat != WireFormat.OPENAI_RESPONSES || trace.session.isEmpty()) {
            return Optional.empty();
        }
        return Optional.of(new IdReader(trace.key.orElseThrow().id(), trace.session.get()));
    }

    void settled(CallTrace trace, UsageRecord usage) {
        trace.session.ifPresent(name -> sessions.add(trace.key.orElseThrow().id(), name, usage));
    }

    /** The last byte has left. */
    void ended(CallTrace trace) {
        if (trace.key.isEmpty()) {
            return;
        }
        CallTiming timing = trace.timeline.end(kind(trace));
        timings.add(timing);
        for (TimingListener listener : listeners) {
            listener.ended(timing);
        }
    }

    private static CallKind kind(CallTrace trace) {
        if (trace.status >= 400) {
            return CallKind.UNSERVED;
        }
        if (trace.source != UsageRecord.Source.VENDOR) {
            return CallKind.MEMORY;
        }
        return trace.streamed ? CallKind.STREAMED : CallKind.WHOLE;
    }

    /** Stops reading at the first event. */
    private final class IdReader implements ClientStream.Reader {
        private final ApiKeyId owner;
        private final SessionName name;
        private boolean read;

        private IdReader(ApiKeyId owner, SessionName name) {
            this.owner = owner;
            this.name = name;
        }

        @Override
        public void read(byte[] bytes, int from, int length) {
            int brace = from;
            while (!read && brace < from + length) {
                if (bytes[brace] == '{') {
                    read = true;
                    ResponseIds.read(bytes, brace, from + length).ifPresent(id -> sessions.answered(owner, name, id));
                }
                brace++;
            }
        }
    }
}
