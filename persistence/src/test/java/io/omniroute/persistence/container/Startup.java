package io.omniroute.persistence.container;

import io.omniroute.migrations.Migrations;
import io.omniroute.persistence.crypto.MasterKeys;
import jakarta.annotation.PostConstruct;
import jakarta.annotation.Resource;
import jakarta.ejb.Singleton;
import jakarta.ejb.TransactionManagement;
import jakarta.ejb.TransactionManagementType;
import jakarta.inject.Inject;
import javax.sql.DataSource;

/** Starts as the application does: migrations, then the master key. */
@Singleton
@jakarta.ejb.Startup
@TransactionManagement(TransactionManagementType.BEAN)
public class Startup {
    @Resource(lookup = "java:app/jdbc/omniroute")
    private DataSource dataSource;

    @Inject
    private MasterKeys keys;

    @PostConstruct
    void start() {
        Migrations.migrate(dataSource);
        keys.verify();
    }
}
