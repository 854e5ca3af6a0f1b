package io.omniroute.provider.wire.openai.chat;

import com.fasterxml.jackson.databind.node.ObjectNode;
import io.omniroute.provider.chat.ContentPart;
import io.omniroute.provider.chat.MediaSource;
import io.omniroute.provider.wire.Json;
import io.omniroute.provider.wire.ReplyContext;
import java.time.Duration;
import java.util.Optional;

/** Pictures and sounds a model made, in the places where chat clients look for them. */
final class MediaJson {
    /** OpenAI keeps generated audio about that long; the id cannot be used with this gateway anyway. */
    private static final Duration AUDIO_LIFE = Duration.ofHours(1);

    private MediaJson() {}

    /** OpenRouter's {@code images} entry; empty for a picture that has no URL. */
    static Optional<ObjectNode> image(ContentPart.Image image) {
        Optional<String> url =
                switch (image.source()) {
                    case MediaSource.Inline inline -> Optional.of(inline.toDataUrl());
                    case MediaSource.Remote remote -> Optional.of(remote.uri().toString());
                    case MediaSource.Stored ignored -> Optional.empty();
                    case MediaSource.PlainText ignored -> Optional.empty();
                };
        return url.map(value -> {
            ObjectNode json = Json.object().put("type", "image_url");
            json.putObject("image_url").put("url", value);
            return json;
        });
    }

    static ObjectNode audio(MediaSource.Inline inline, ReplyContext context) {
        return Json.object()
                .put("id", "audio_" + context.requestId())
                .put("data", inline.base64())
                .put("expires_at", context.created().plus(AUDIO_LIFE).getEpochSecond())
                .put("transcript", "");
    }
}
