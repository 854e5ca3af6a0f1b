package io.omniroute.persistence.capture;

import io.omniroute.persistence.crypto.MasterKeys;
import io.omniroute.persistence.jpa.Times;
import io.omniroute.routing.capture.CapturedBodies;
import io.omniroute.routing.capture.CapturedCall;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.inject.Inject;
import jakarta.persistence.EntityManager;
import jakarta.transaction.Transactional;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.UUID;

/** Keeps captured bodies in the database. */
@ApplicationScoped
@Transactional
public class JpaCapturedBodies implements CapturedBodies {
    private static final String KEPT = "select count(c) from CapturedCallEntity c where c.id = :id";
    private static final String NEWEST_FIRST =
            "select c.time, c.id from CapturedCallEntity c order by c.time desc, c.id desc";
    private static final String REMOVE_OLD = "delete from CapturedCallEntity c where c.time < :time";
    private static final String REMOVE_BEHIND =
            "delete from CapturedCallEntity c where c.time < :time or (c.time = :time and c.id <= :id)";

    private final EntityManager entities;
    private final MasterKeys keys;

    @Inject
    public JpaCapturedBodies(EntityManager entities, MasterKeys keys) {
        this.entities = entities;
        this.keys = keys;
    }

    protected JpaCapturedBodies() { // for the CDI proxy
        this(null, null);
    }

    @Override
    public void put(CapturedCall call) {
        if (!isKept(call.id())) {
            String sealed = keys.cipher().seal(PackedParts.pack(call.parts()), place(call.id()));
            entities.persist(new CapturedCallEntity(call, sealed));
        }
    }

    @Override
    public Optional<CapturedCall> find(UUID id) {
        return Optional.ofNullable(entities.find(CapturedCallEntity.class, id.toString()))
                .map(row -> new CapturedCall(
                        id,
                        row.time().toInstant(),
                        row.apiKeyId(),
                        PackedParts.unpack(keys.cipher().open(row.content(), place(id)))));
    }

    @Override
    public boolean isKept(UUID id) {
        return entities.createQuery(KEPT, Long.class)
                        .setParameter("id", id.toString())
                        .getSingleResult()
                > 0;
    }

    @Override
    public int removeBefore(Instant time) {
        return entities.createQuery(REMOVE_OLD)
                .setParameter("time", Times.column(time))
                .executeUpdate();
    }

    @Override
    public int keepNewest(int most) {
        List<Object[]> first = entities.createQuery(NEWEST_FIRST, Object[].class)
                .setFirstResult(most)
                .setMaxResults(1)
                .getResultList();
        if (first.isEmpty()) {
            return 0;
        }
        return entities.createQuery(REMOVE_BEHIND)
                .setParameter("time", first.get(0)[0])
                .setParameter("id", first.get(0)[1])
                .executeUpdate();
    }

    private static String place(UUID id) {
        return "captured_call/" + id + "/content";
    }
}
