package io.omniroute.persistence.snapshot;

import io.omniroute.routing.snapshot.ConfigurationVersion;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.enterprise.event.Event;
import jakarta.inject.Inject;
import jakarta.persistence.EntityManager;
import jakarta.persistence.LockModeType;
import jakarta.transaction.Transactional;

/** The number in the database. The row's lock also puts concurrent changes of the configuration in line. */
@ApplicationScoped
@Transactional
public class JpaConfigurationVersion implements ConfigurationVersion {
    private static final String READ = "select v.version from ConfigurationVersionEntity v where v.id = 1";
    private static final String RAISE =
            "update ConfigurationVersionEntity v set v.version = v.version + 1 where v.id = 1";

    private final EntityManager entities;
    private final PendingChange pending;
    private final Event<ConfigurationTouched> touched;

    @Inject
    JpaConfigurationVersion(EntityManager entities, PendingChange pending, Event<ConfigurationTouched> touched) {
        this.entities = entities;
        this.pending = pending;
        this.touched = touched;
    }

    protected JpaConfigurationVersion() { // for the CDI proxy
        this(null, null, null);
    }

    @Override
    public long current() {
        return entities.createQuery(READ, Long.class).getSingleResult();
    }

    @Override
    public void hold() {
        entities.find(ConfigurationVersionEntity.class, 1, LockModeType.PESSIMISTIC_WRITE);
    }

    @Override
    public void bump() {
        entities.createQuery(RAISE).executeUpdate();
        if (pending.note()) {
            touched.fire(new ConfigurationTouched());
        }
    }
}
