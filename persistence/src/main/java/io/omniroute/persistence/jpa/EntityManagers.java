package io.omniroute.persistence.jpa;

import jakarta.enterprise.context.ApplicationScoped;
import jakarta.enterprise.inject.Produces;
import jakarta.persistence.EntityManager;
import jakarta.persistence.PersistenceContext;

/** Hands the container's entity manager, which follows the transaction of each thread, to constructors. */
@ApplicationScoped
public class EntityManagers {
    @Produces
    @PersistenceContext(unitName = "omniroute")
    private EntityManager entities;
}
