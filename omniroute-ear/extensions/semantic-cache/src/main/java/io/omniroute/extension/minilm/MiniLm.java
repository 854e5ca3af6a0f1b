package io.omniroute.extension.minilm;

import ai.onnxruntime.OnnxTensor;
import ai.onnxruntime.OrtEnvironment;
import ai.onnxruntime.OrtException;
import ai.onnxruntime.OrtSession;
import io.omniroute.routing.cache.semantic.Embedder;
import java.io.IOException;
import java.io.InputStream;
import java.nio.FloatBuffer;
import java.util.Arrays;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.locks.ReadWriteLock;
import java.util.concurrent.locks.ReentrantReadWriteLock;

/**
 * Vectors of 384 numbers for English sentences: the mean of what the model says of each piece, as its authors pool it.
 *
 * @see <a href="https://huggingface.co/sentence-transformers/all-MiniLM-L6-v2">the model and its limits</a>
 */
final class MiniLm implements Embedder {
    /** It was trained on texts of up to 128 pieces; marks of beginning and end are among them. */
    static final int MOST_PIECES = 128;

    private static final String MODEL = "/all-minilm-l6-v2-q.onnx";
    private static final String TOKENIZER = "/all-minilm-l6-v2-q-tokenizer.json";

    private final WordPieces pieces;
    private final OrtEnvironment environment;
    private final OrtSession session;
    private final ReadWriteLock use = new ReentrantReadWriteLock();
    /** The runtime has a hook of its own that frees what sessions need, while calls may still be running. */
    private final Thread exit = new Thread(this::close, "omniroute-minilm-exit");

    private boolean closed;

    private MiniLm(WordPieces pieces, OrtEnvironment environment, OrtSession session) {
        this.pieces = pieces;
        this.environment = environment;
        this.session = session;
    }

    static MiniLm open() throws IOException {
        try (InputStream tokenizer = resource(TOKENIZER);
                InputStream model = resource(MODEL);
                OrtSession.SessionOptions options = new OrtSession.SessionOptions()) {
            OrtEnvironment environment = OrtEnvironment.getEnvironment("omniroute");
            environment.setTelemetry(false); // on Windows it would tell Microsoft
            options.setIntraOpNumThreads(1); // the threads are the caller's to choose
            options.setInterOpNumThreads(1);
            WordPieces pieces = WordPieces.read(tokenizer);
            MiniLm opened = new MiniLm(pieces, environment, environment.createSession(model.readAllBytes(), options));
            Runtime.getRuntime().addShutdownHook(opened.exit);
            return opened;
        } catch (OrtException e) {
            throw new IOException("the model cannot be loaded: " + e.getMessage(), e);
        }
    }

    @Override
    public Optional<float[]> embed(String text) {
        long[] ids = pieces.cut(text);
        if (ids.length > MOST_PIECES || Arrays.stream(ids).anyMatch(id -> id == pieces.unknown())) {
            return Optional.empty();
        }
        use.readLock().lock();
        try {
            return closed ? Optional.empty() : Optional.of(run(ids));
        } catch (OrtException e) {
            throw new IllegalStateException("the model failed: " + e.getMessage(), e);
        } finally {
            use.readLock().unlock();
        }
    }

    private float[] run(long[] ids) throws OrtException {
        long[] attended = new long[ids.length];
        Arrays.fill(attended, 1);
        try (OnnxTensor input = OnnxTensor.createTensor(environment, new long[][] {ids});
                OnnxTensor mask = OnnxTensor.createTensor(environment, new long[][] {attended});
                OnnxTensor types = OnnxTensor.createTensor(environment, new long[][] {new long[ids.length]});
                OrtSession.Result result =
                        session.run(Map.of("input_ids", input, "attention_mask", mask, "token_type_ids", types))) {
            return mean(((OnnxTensor) result.get(0)).getFloatBuffer(), ids.length);
        }
    }

    /** Of one row a piece, made as long as 1. */
    private static float[] mean(FloatBuffer rows, int count) {
        float[] sum = new float[rows.remaining() / count];
        for (int row = 0; row < count; row++) {
            for (int i = 0; i < sum.length; i++) {
                sum[i] += rows.get(row * sum.length + i);
            }
        }
        double square = 0;
        for (float each : sum) {
            square += (double) each * each;
        }
        float length = (float) Math.sqrt(square);
        for (int i = 0; i < sum.length; i++) {
            sum[i] /= length;
        }
        return sum;
    }

    /** When those who are embedding are done. */
    @Override
    public void close() {
        use.writeLock().lock();
        try {
            if (!closed) {
                closed = true;
                session.close();
                forgetExit();
            }
        } catch (OrtException e) {
            throw new IllegalStateException("the model cannot be let go: " + e.getMessage(), e);
        } finally {
            use.writeLock().unlock();
        }
    }

    private void forgetExit() {
        try {
            Runtime.getRuntime().removeShutdownHook(exit);
        } catch (IllegalStateException e) {
            // the process is ending, and this may be the hook
        }
    }

    private static InputStream resource(String name) throws IOException {
        InputStream found = MiniLm.class.getResourceAsStream(name);
        if (found == null) {
            throw new IOException("the extension lacks " + name);
        }
        return found;
    }
}
