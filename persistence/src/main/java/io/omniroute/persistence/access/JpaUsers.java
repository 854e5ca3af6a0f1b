package io.omniroute.persistence.access;

import io.omniroute.persistence.jpa.JpaStore;
import io.omniroute.routing.access.User;
import io.omniroute.routing.access.Users;
import io.omniroute.routing.snapshot.ConfigurationVersion;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.inject.Inject;
import jakarta.persistence.EntityManager;
import jakarta.transaction.Transactional;
import java.util.Map;

/** Keeps logins in the database, with password hashes. */
@ApplicationScoped
@Transactional
public class JpaUsers extends JpaStore<String, User, UserEntity> implements Users {
    private static final String ALL = "select u from UserEntity u order by u.createdAt, u.name";

    @Inject
    public JpaUsers(EntityManager entities, ConfigurationVersion version) {
        super(entities, version, UserEntity.class, ALL);
    }

    protected JpaUsers() {} // for the CDI proxy

    @Override
    protected String id(String key) {
        return key;
    }

    @Override
    protected String key(User user) {
        return user.name();
    }

    @Override
    protected UserEntity newRow(User user) {
        return new UserEntity(user.name());
    }

    @Override
    protected void write(User user, UserEntity row) {
        row.write(user);
    }

    @Override
    protected User value(UserEntity row) {
        return row.toUser();
    }

    @Override
    protected Map<String, String> uniqueFields() {
        return Map.of();
    }
}
