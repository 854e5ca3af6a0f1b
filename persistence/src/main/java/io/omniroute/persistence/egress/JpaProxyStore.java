package io.omniroute.persistence.egress;

import io.omniroute.persistence.crypto.MasterKeys;
import io.omniroute.routing.egress.ProxyPlace;
import io.omniroute.routing.egress.ProxyRule;
import io.omniroute.routing.egress.ProxyRules;
import io.omniroute.routing.egress.ProxyStore;
import io.omniroute.routing.snapshot.ConfigurationVersion;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.inject.Inject;
import jakarta.persistence.EntityManager;
import jakarta.transaction.Transactional;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.function.Function;
import java.util.stream.Collectors;

/** Keeps the rules about proxies in the database, their passwords encrypted. */
@ApplicationScoped
@Transactional
public class JpaProxyStore implements ProxyStore {
    private static final String ALL = "select p from ProxyRuleEntity p order by p.id";
    private static final String NODES = "select n.id, n.prefix from ProviderNodeEntity n";

    private final EntityManager entities;
    private final ConfigurationVersion version;
    private final MasterKeys keys;

    @Inject
    public JpaProxyStore(EntityManager entities, ConfigurationVersion version, MasterKeys keys) {
        this.entities = entities;
        this.version = version;
        this.keys = keys;
    }

    protected JpaProxyStore() { // for the CDI proxy
        this(null, null, null);
    }

    @Override
    public ProxyRules read() {
        List<ProxyRuleEntity> rows = rows();
        if (rows.isEmpty()) {
            return ProxyRules.NONE;
        }
        Map<String, String> prefixes = prefixes();
        Map<ProxyPlace, ProxyRule> rules = new HashMap<>();
        rows.forEach(row -> rules.put(row.toPlace(prefixes), row.toRule(keys.cipher())));
        return new ProxyRules(rules);
    }

    @Override
    public void write(ProxyRules rules) {
        Map<String, String> nodes = new HashMap<>();
        prefixes().forEach((id, prefix) -> nodes.put(prefix, id));
        Map<String, ProxyRuleEntity> left =
                rows().stream().collect(Collectors.toMap(ProxyRuleEntity::id, Function.identity()));
        rules.byPlace().forEach((place, rule) -> {
            ProxyRuleEntity row = new ProxyRuleEntity(place, nodes);
            ProxyRuleEntity known = left.remove(row.id());
            if (known == null) {
                row.write(rule, keys.cipher());
                entities.persist(row);
            } else {
                known.write(rule, keys.cipher());
            }
        });
        left.values().forEach(entities::remove);
        entities.flush();
        version.bump();
    }

    private List<ProxyRuleEntity> rows() {
        return entities.createQuery(ALL, ProxyRuleEntity.class).getResultList();
    }

    /** Of nodes, by their ids. */
    private Map<String, String> prefixes() {
        return entities.createQuery(NODES, Object[].class)
                .getResultStream()
                .collect(Collectors.toMap(row -> (String) row[0], row -> (String) row[1]));
    }
}
