package io.seatlock.seat;

/** Every rule of the seats, stated once and kept by each implementation of {@link Seats}. */
public interface SeatsContract
    extends
      LockRules,
      LimitRules,
      BestRules,
      OrphanRules,
      GroupRules,
      HolderRules,
      ExtensionRules,
      TransferRules,
      SaleRules,
      DeadlineRules,
      PlanRules,
      RecordRules,
      RepeatedRecordRules {}
