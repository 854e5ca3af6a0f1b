package io.omniroute.persistence.jpa;

import jakarta.annotation.Resource;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.enterprise.inject.Produces;
import jakarta.persistence.EntityManager;
import jakarta.persistence.PersistenceContext;
import javax.sql.DataSource;

/**
 * Hands to constructors the container's entity manager, which follows the transaction of each thread, and the data source below
 * it, whose connections do the same.
 */
@ApplicationScoped
public class DatabaseAccess {
    @Produces
    @PersistenceContext(unitName = "omniroute")
    private EntityManager entities;

    @Produces
    @Resource(lookup = "java:app/jdbc/omniroute")
    private DataSource database;
}
