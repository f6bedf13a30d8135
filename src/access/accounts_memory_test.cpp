#include "access/accounts_memory.h"

#include "access/accounts_contract.h"

TEST_CASE("accounts_in_memory_keep_the_contract") {
  voorzien::access::MemoryAccounts accounts;
  voorzien::access::check_accounts_contract(accounts);
}
