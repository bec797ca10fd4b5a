package dev.sagfleet.controller.inventory;

/**
 * A change of the inventory while it is made: it sees its own writes, and nobody else's half-made ones.
 */
public interface Transaction extends Reading {
    @Override
    InstanceRepository.Writable instances();

    @Override
    DeviceRepository.Writable devices();

    @Override
    AspectRepository.Writable aspects();

    @Override
    PlanRepository.Writable plans();

    @Override
    RuleRepository.Writable rules();

    @Override
    CcnRepository.Writable ccns();

    @Override
    OrderRepository.Writable orders();

    @Override
    SettingsRepository.Writable settings();

    @Override
    ImageRepository.Writable images();

    @Override
    JobRepository.Writable jobs();

    @Override
    PolicyRepository.Writable policies();

    @Override
    RolloutRepository.Writable rollouts();

    ClientTokenRepository tokens();

    /**
     * Takes everything away, settings and ClientTokens too. What numbers count goes on from where it is, so that no
     * order, plan or revision is taken for one of before.
     */
    void removeAll();
}
