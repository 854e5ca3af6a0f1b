package io.omniroute.routing.cache.semantic;

import io.omniroute.provider.store.DataDirectory;
import io.omniroute.routing.operations.GatewayStarting;
import io.omniroute.routing.snapshot.Snapshots;
import jakarta.annotation.PreDestroy;
import jakarta.annotation.Priority;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.enterprise.event.Observes;
import jakarta.inject.Inject;
import java.lang.System.Logger;
import java.lang.System.Logger.Level;
import java.nio.file.Path;
import java.util.Optional;
import java.util.concurrent.Executor;
import java.util.concurrent.atomic.AtomicReference;
import org.eclipse.microprofile.config.inject.ConfigProperty;

/**
 * The extension that makes vectors: looked for when it is turned on, loaded in the background when it is first needed, and let
 * go at the end. Thread-safe.
 */
@ApplicationScoped
public class EmbedderExtension {
    private static final Logger LOG = System.getLogger(EmbedderExtension.class.getName());
    private static final int AFTER_SNAPSHOT = 2_000;

    private final Snapshots snapshots;
    private final ExtensionDirectory directory;
    private final Executor background;
    private final AtomicReference<EmbedderState> state = new AtomicReference<>(EmbedderState.ASLEEP);
    private volatile Optional<Embedder> embedder = Optional.empty();
    private Optional<ExtensionDirectory.Found> found = Optional.empty();
    private boolean closed;

    @Inject
    public EmbedderExtension(
            Snapshots snapshots, @ConfigProperty(name = "OMNIROUTE_EXTENSIONS_DIR") Optional<String> directory) {
        this(
                snapshots,
                new ExtensionDirectory(directory
                        .filter(text -> !text.isBlank())
                        .map(Path::of)
                        .orElseGet(() -> DataDirectory.resolve().resolve("extensions"))
                        .toAbsolutePath()),
                work -> Thread.ofPlatform()
                        .daemon()
                        .name("omniroute-extension-loader")
                        .start(work));
    }

    EmbedderExtension(Snapshots snapshots, ExtensionDirectory directory, Executor background) {
        this.snapshots = snapshots;
        this.directory = directory;
        this.background = background;
    }

    protected EmbedderExtension() { // for the CDI proxy
        this(null, null, null);
    }

    void start(@Observes @Priority(AFTER_SNAPSHOT) GatewayStarting event) {
        if (snapshots.current().cache().usesSemantics()) {
            wake();
        }
    }

    public EmbedderState state() {
        return state.get();
    }

    /** Where the jar of the extension belongs. */
    public Path directory() {
        return directory.path();
    }

    /** Whether the extension is there; one that was added since the last look is found. Reads the directory. */
    public synchronized boolean isInstalled() {
        try {
            boolean there = find().isPresent();
            if (there && state.get().phase() == EmbedderState.Phase.MISSING) {
                state.set(EmbedderState.ASLEEP);
            }
            return there;
        } catch (RuntimeException | java.util.ServiceConfigurationError e) { // the edge to the code of others
            LOG.log(Level.WARNING, "The extensions in {0} cannot be read: {1}", directory.path(), e.toString());
            return false;
        }
    }

    /** Loads the model in the background, unless that was tried before. */
    public void wake() {
        if (state.compareAndSet(EmbedderState.ASLEEP, EmbedderState.LOADING)) {
            background.execute(this::load);
        }
    }

    /** Absent while it is not loaded. */
    Optional<Embedder> embedder() {
        return embedder;
    }

    private synchronized void load() {
        if (closed) {
            return;
        }
        try {
            Optional<ExtensionDirectory.Found> extension = find();
            if (extension.isEmpty()) {
                state.set(
                        EmbedderState.missing("There is no extension that makes vectors in " + directory.path() + "."));
                LOG.log(
                        Level.WARNING,
                        "The semantic cache is on, but its extension is not in {0}; calls go on without it",
                        directory.path());
                return;
            }
            EmbedderFactory factory = extension.get().factory();
            long began = System.nanoTime();
            embedder = Optional.of(factory.open());
            state.set(EmbedderState.ready(factory.model()));
            LOG.log(Level.INFO, "The semantic cache uses {0}, loaded in {1} ms", factory.model(), millisSince(began));
        } catch (Exception | LinkageError | java.util.ServiceConfigurationError e) { // the edge to the code of others
            state.set(EmbedderState.failed(e.toString()));
            LOG.log(Level.WARNING, "The semantic cache stays out of use: its extension cannot be loaded", e);
        }
    }

    private static long millisSince(long nanos) {
        return (System.nanoTime() - nanos) / 1_000_000;
    }

    private Optional<ExtensionDirectory.Found> find() {
        if (found.isEmpty()) {
            found = directory.findEmbedder();
        }
        return found;
    }

    @PreDestroy
    synchronized void close() {
        closed = true;
        Optional<Embedder> open = embedder;
        embedder = Optional.empty();
        open.ifPresent(Embedder::close);
        found.ifPresent(extension -> ExtensionDirectory.close(extension.loader()));
    }
}
