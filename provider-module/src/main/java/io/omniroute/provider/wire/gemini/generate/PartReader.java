package io.omniroute.provider.wire.gemini.generate;

import io.omniroute.provider.chat.ContentPart;
import io.omniroute.provider.chat.ModelFamily;
import io.omniroute.provider.wire.JsonView;
import io.omniroute.provider.wire.Losses;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.function.Consumer;

/** Reads one part of a client's content, whatever its kind. One per request. */
final class PartReader {
    private static final Set<String> MARKS = Set.of("thought", "thoughtSignature", "partMetadata");
    private static final List<String> KINDS =
            List.of("text", "inlineData", "fileData", "functionCall", "functionResponse");

    private final Losses losses;
    private final FunctionPartReader functions;

    PartReader(Losses losses) {
        this.losses = losses;
        this.functions = new FunctionPartReader(losses);
    }

    void nextTurn() {
        functions.nextTurn();
    }

    /** @param place the part's place in the conversation; the same history has the same places */
    void read(JsonView part, boolean model, String place, Consumer<ContentPart> sink) {
        part.requireObject();
        Optional<String> written = part.optionalText(Twins.name(part, "thoughtSignature"))
                .filter(value -> !value.isBlank() && !CarriedSignature.isSentinel(value));
        List<ContentPart.Thinking> thoughts =
                written.map(CarriedThoughts::decode).orElse(List.of());
        thoughts.forEach(sink);
        Optional<CarriedSignature> signature =
                written.filter(value -> thoughts.isEmpty()).map(CarriedSignature::decode);
        Optional<String> kind =
                KINDS.stream().filter(name -> Twins.has(part, name)).findFirst();
        if (kind.isEmpty()) {
            readUnknown(part, signature, sink);
            return;
        }
        Twins.loseUnknown(part, known(kind.get()), losses);
        JsonView value = Twins.at(part, kind.get());
        switch (kind.get()) {
            case "text" -> text(value.text(), part.optionalBoolean("thought").orElse(false), signature, sink);
            case "inlineData" -> sink.accept(MediaReader.inline(value));
            case "fileData" -> sink.accept(MediaReader.file(value));
            case "functionCall" -> sink.accept(call(value, model, signature, place));
            case "functionResponse" -> sink.accept(response(value, model, place));
            default -> throw new IllegalStateException("no reader for " + kind.get());
        }
    }

    private static void text(
            String text, boolean thought, Optional<CarriedSignature> signature, Consumer<ContentPart> sink) {
        if (thought) {
            if (signature.isPresent()) {
                sink.accept(signature.get().toThinking(text));
            } else if (!text.isEmpty()) {
                sink.accept(ContentPart.Thinking.unsigned(text));
            }
            return;
        }
        if (!text.isEmpty()) {
            sink.accept(new ContentPart.Text(text));
        }
        signature.ifPresent(proof -> sink.accept(proof.toThinking("")));
    }

    private ContentPart call(JsonView call, boolean model, Optional<CarriedSignature> signature, String place) {
        if (!model) {
            throw call.fault("'" + call.path() + "' stands in a user content; only a model calls functions.");
        }
        Optional<String> own =
                signature.filter(proof -> proof.family() == ModelFamily.GEMINI).map(CarriedSignature::signature);
        return functions.call(call, own, place);
    }

    private ContentPart response(JsonView response, boolean model, String place) {
        if (model) {
            throw response.fault("'" + response.path() + "' stands in a model content; its role must be user.");
        }
        return functions.response(response, place);
    }

    /** Code that Google ran and kinds invented later are lost; a part with nothing in it is refused, as Google does. */
    private void readUnknown(JsonView part, Optional<CarriedSignature> signature, Consumer<ContentPart> sink) {
        if (part.node().isEmpty()) {
            throw part.fault("'" + part.path() + "' is empty; it must have one of " + String.join(", ", KINDS) + ".");
        }
        Twins.loseUnknown(part, MARKS, losses);
        signature.ifPresent(proof -> sink.accept(proof.toThinking("")));
    }

    private static Set<String> known(String kind) {
        return Set.of("thought", "thoughtSignature", "partMetadata", kind);
    }
}
