package io.omniroute.persistence.egress;

import io.omniroute.routing.passage.ProxyLog;
import io.omniroute.routing.passage.ProxyLogEntry;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.inject.Inject;
import jakarta.persistence.EntityManager;
import jakarta.persistence.TypedQuery;
import jakarta.transaction.Transactional;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;

/** Keeps the log in the database. Conditions are fixed texts, joined as they are asked for; values travel as parameters only. */
@ApplicationScoped
@Transactional
public class JpaProxyLog implements ProxyLog {
    private static final String BEHIND = "(p.time < :time or (p.time = :time and p.id < :id))";
    private static final String NEWEST_FIRST = " order by p.time desc, p.id desc";

    private final EntityManager entities;

    @Inject
    public JpaProxyLog(EntityManager entities) {
        this.entities = entities;
    }

    protected JpaProxyLog() { // for the CDI proxy
        this(null);
    }

    @Override
    public void append(List<ProxyLogEntry> entries) {
        entries.forEach(entry -> entities.persist(new ProxyLogEntity(entry)));
    }

    @Override
    public void trim(int rows) {
        Optional<ProxyLogEntity> oldestKept = entities.createQuery(
                        "select p from ProxyLogEntity p" + NEWEST_FIRST, ProxyLogEntity.class)
                .setFirstResult(rows - 1)
                .setMaxResults(1)
                .getResultStream()
                .findFirst();
        oldestKept.ifPresent(kept -> entities.createQuery("delete from ProxyLogEntity p where " + BEHIND)
                .setParameter("time", kept.time())
                .setParameter("id", kept.id())
                .executeUpdate());
    }

    @Override
    public List<ProxyLogEntry> page(Query query) {
        List<String> conditions = new ArrayList<>(List.of("1 = 1"));
        Map<String, Object> parameters = new HashMap<>();
        query.failed().ifPresent(failed -> conditions.add(failed ? "p.error is not null" : "p.error is null"));
        query.type().ifPresent(type -> equal("kind", type, conditions, parameters));
        query.provider().ifPresent(provider -> equal("provider", provider, conditions, parameters));
        query.level().ifPresent(level -> equal("level", level, conditions, parameters));
        query.search().ifPresent(text -> {
            conditions.add("(lower(p.target) like :search escape '!' or lower(p.host) like :search escape '!'"
                    + " or lower(p.requestId) like :search escape '!' or lower(p.error) like :search escape '!')");
            parameters.put("search", "%" + text.toLowerCase(Locale.ROOT).replaceAll("[!%_]", "!$0") + "%");
        });
        if (query.after().isPresent()) {
            String id = query.after().get().toString();
            ProxyLogEntity last = entities.find(ProxyLogEntity.class, id);
            if (last == null) {
                return List.of(); // not from the beginning: a caller that follows pages would never end
            }
            conditions.add(BEHIND);
            parameters.put("time", last.time());
            parameters.put("id", id);
        }
        TypedQuery<ProxyLogEntity> found = entities.createQuery(
                "select p from ProxyLogEntity p where " + String.join(" and ", conditions) + NEWEST_FIRST,
                ProxyLogEntity.class);
        parameters.forEach(found::setParameter);
        return found.setMaxResults(query.limit())
                .getResultStream()
                .map(ProxyLogEntity::toEntry)
                .toList();
    }

    @Override
    public int clear() {
        return entities.createQuery("delete from ProxyLogEntity p").executeUpdate();
    }

    private static void equal(String field, String value, List<String> conditions, Map<String, Object> parameters) {
        conditions.add("p." + field + " = :" + field);
        parameters.put(field, value);
    }
}
