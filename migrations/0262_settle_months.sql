-- Called where a plan is applied, by the application itself: it only makes anew what follows from meetings and units.
grant execute on function settle_months() to vung_manh_app;
